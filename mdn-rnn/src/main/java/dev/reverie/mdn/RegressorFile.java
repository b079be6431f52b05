package dev.reverie.mdn;

import dev.reverie.compute.dl4j.Networks;
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
        lines.put("noise", layout.noise().words());
        lines.put("factorisation", layout.factorisation().name());
        lines.put("heldOutNll", Double.toString(heldOutNll));
        put(lines, "inputs", inputs);
        put(lines, "targets", targets);
        return lines.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue() + "\n").collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8);
    }

    private static void put(Map<String, String> lines, String name, Standardisation standardisation) {
        lines.put(name + ".bijectors", standardisation.bijectors().stream().map(Bijector::words).collect(Collectors.joining(",")));
        lines.put(name + ".means", numbers(standardisation.means()));
        lines.put(name + ".deviations", numbers(standardisation.deviations()));
    }

    private static String numbers(double[] values) {
        return Arrays.stream(values).mapToObj(Double::toString).collect(Collectors.joining(","));
    }

    static MdnRegressor read(String text, MultiLayerNetwork network) {
        var lines = new TreeMap<String, String>();
        for (var line : text.lines().toList()) {
            int equals = line.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException("every line must be key=value, was '" + line + "'");
            }
            lines.put(line.substring(0, equals), line.substring(equals + 1));
        }
        if (!FORMAT.equals(lines.get("format"))) {
            throw new IllegalArgumentException(
                    "format must be " + FORMAT + ", was " + lines.get("format")
                            + "; read it with the version that wrote it, or train anew");
        }
        var targets = standardisation(lines, "targets");
        var layout = new MdnLayout(Decimal.integer(one(lines, "components")), targets.columns(), NoiseModelText.noise(one(lines, "noise")),
                Factorisation.valueOf(one(lines, "factorisation")));
        var inputs = standardisation(lines, "inputs");
        Networks.checkLayers(network, RegressorNetwork.layers(hidden(network, inputs.columns()), inputs.columns(), layout, List.of()));
        return new MdnRegressor(network, layout, inputs, targets, Decimal.number(one(lines, "heldOutNll")));
    }

    /** Widths of the hidden layers; 1 where there is another layer, which the check then finds. */
    private static List<Integer> hidden(MultiLayerNetwork network, int inputs) {
        return Arrays.stream(network.getLayers()).limit(network.getnLayers() - 1).map(layer -> layer.conf().getLayer())
                .map(found -> found instanceof HiddenLayer hidden ? (int) Math.max(1, hidden.getNOut() - inputs) : 1).toList();
    }

    private static Standardisation standardisation(Map<String, String> lines, String name) {
        List<Bijector> bijectors = Arrays.stream(one(lines, name + ".bijectors").split(",")).map(NoiseModelText::bijector).toList();
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
