package dev.reverie.mdn;

import dev.reverie.core.Decimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** What a {@link MdnRegressor} is beside its network, as lines {@code key=value}. */
final class RegressorFile {
    static final String ENTRY = "mdn.properties";
    private static final String FORMAT = "1";

    private RegressorFile() {
    }

    static byte[] write(MdnLayout layout, Standardisation inputs, Standardisation targets, double heldOutNll) {
        var lines = new TreeMap<String, String>();
        lines.put("format", FORMAT);
        lines.put("components", Integer.toString(layout.components()));
        lines.put("noise", Words.of(layout.noise()));
        lines.put("factorisation", layout.factorisation().name());
        lines.put("heldOutNll", Double.toString(heldOutNll));
        put(lines, "inputs", inputs);
        put(lines, "targets", targets);
        return lines.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue() + "\n").collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8);
    }

    private static void put(Map<String, String> lines, String name, Standardisation standardisation) {
        lines.put(name + ".bijectors", standardisation.bijectors().stream().map(Words::of).collect(Collectors.joining(",")));
        lines.put(name + ".means", numbers(standardisation.means()));
        lines.put(name + ".deviations", numbers(standardisation.deviations()));
    }

    private static String numbers(double[] values) {
        return Arrays.stream(values).mapToObj(Double::toString).collect(Collectors.joining(","));
    }

    static MdnRegressor read(String text, MultiLayerNetwork network) {
        var lines = new TreeMap<String, String>();
        text.lines().forEach(line -> lines.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1)));
        if (!FORMAT.equals(lines.get("format"))) {
            throw new IllegalArgumentException(
                    "format must be " + FORMAT + ", was " + lines.get("format")
                            + "; read it with the version that wrote it, or train anew");
        }
        var targets = standardisation(lines, "targets");
        var layout = new MdnLayout(Decimal.integer(one(lines, "components")), targets.columns(), Words.noise(one(lines, "noise")),
                Factorisation.valueOf(one(lines, "factorisation")));
        return new MdnRegressor(network, layout, standardisation(lines, "inputs"), targets, Decimal.number(one(lines, "heldOutNll")));
    }

    private static Standardisation standardisation(Map<String, String> lines, String name) {
        List<Bijector> bijectors = Arrays.stream(one(lines, name + ".bijectors").split(",")).map(Words::bijector).toList();
        return new Standardisation(bijectors, doubles(one(lines, name + ".means")), doubles(one(lines, name + ".deviations")));
    }

    private static double[] doubles(String numbers) {
        return Arrays.stream(numbers.split(",")).mapToDouble(Decimal::finite).toArray();
    }

    private static String one(Map<String, String> lines, String key) {
        var value = lines.get(key);
        if (value == null) {
            throw new IllegalArgumentException(key + " is missing");
        }
        return value;
    }
}
