package dev.reverie.envs;

import dev.reverie.core.Env;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * An environment in one of its variants.
 *
 * @param limit
 *            steps an episode at most
 * @param maker
 *            of new ones
 */
record Variant(String name, int limit, Supplier<Env> maker) {
    private static final int LONG = 150;
    /** Where a reset makes a track, and for pictures that take their time. */
    private static final int SHORT = 20;
    /** Of the options that are neither flags nor to be left at their defaults. */
    private static final Map<String, List<String>> VALUES = Map.of("size", List.of("64", "96"), "rules", List.of("V0", "V2", "V3"),
            "lapCompletePercent", List.of("0.5"), "frameSkip", List.of("1", "3"), "gravity", List.of("9.81"), "goalVelocity",
            List.of("0.03"), "radius", List.of("0.3"), "kick", List.of("0.05"));

    /**
     * Every environment in every variant: all combinations of those options that are choices, other values than the default for those that
     * are numbers, and wrappers in piles. A new environment or flag is in the list by itself.
     */
    static List<Variant> all() {
        var all = new ArrayList<Variant>();
        for (var name : Envs.names()) {
            int limit = name.equals("CarRacing") ? SHORT : LONG;
            for (var options : combinations(Envs.entry(name), limit)) {
                all.add(new Variant(name + " " + options, limit, () -> Envs.make(name, options)));
            }
        }
        all.addAll(wrapped());
        return all;
    }

    private static List<Map<String, String>> combinations(EnvEntry entry, int limit) {
        List<Map<String, String>> all = List.of(Map.of());
        for (var option : entry.options()) {
            var more = new ArrayList<Map<String, String>>();
            for (var so : all) {
                for (var value : values(option, limit)) {
                    var one = new LinkedHashMap<>(so);
                    one.put(option.name(), value);
                    more.add(one);
                }
            }
            all = more;
        }
        return all;
    }

    private static List<String> values(EnvOption option, int limit) {
        if (option.name().equals("limit")) {
            return List.of(String.valueOf(limit));
        }
        boolean flag = option.defaultValue().equals("true") || option.defaultValue().equals("false");
        return VALUES.getOrDefault(option.name(), flag ? List.of("false", "true") : List.of(option.defaultValue()));
    }

    private static List<Variant> wrapped() {
        return List.of(new Variant("CarRacing until the camera is down", 80, () -> racing(80)),
                new Variant("skipping", LONG, () -> FrameSkip.of(new CartPole(), 3)),
                new Variant("limited", LONG, () -> TimeLimit.of(new Pendulum(), LONG)),
                new Variant("resized", SHORT, () -> Resize.of(racing(SHORT), 64, 64).withRows(0, 84)),
                new Variant("recorded", LONG, () -> Recording.of(TimeLimit.of(new MountainCarContinuous(), LONG), episode -> {
                })),
                new Variant("all wrappers, recording without", LONG, () -> Recording.of(
                        TimeLimit.of(FrameSkip.of(Resize.of(new BouncingBall(), 20, 30).withRows(0, 50), 2), LONG), episode -> {
                        })),
                new Variant("all wrappers, recording within", SHORT,
                        () -> FrameSkip.of(Resize.of(TimeLimit.of(Recording.of(racing(1000), episode -> {
                        }), SHORT), 20, 30).withFilter(Resize.Filter.AREA), 2)));
    }

    private static Env racing(int limit) {
        return new CarRacing(CarRacing.Options.defaults().withLimit(limit));
    }
}
