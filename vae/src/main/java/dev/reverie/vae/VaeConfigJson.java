package dev.reverie.vae;

import dev.reverie.compute.Precision;
import dev.reverie.core.LearningRate;
import dev.reverie.vae.VaeConfig.Augmentation;
import dev.reverie.vae.VaeConfig.Likelihood;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/** {@link VaeConfig} as it stands in a model file. */
final class VaeConfigJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private VaeConfigJson() {
    }

    static String write(VaeConfig config) {
        var tree = MAPPER.createObjectNode().put("latent", config.latent()).put("width", config.width()).put("beta", config.beta())
                .put("freeNats", config.freeNats());
        tree.putObject("emphasis").put("weight", config.emphasis().weight()).put("threshold", config.emphasis().threshold());
        tree.put("frames", config.frames()).put("batch", config.batch());
        tree.putObject("rate").put("from", config.rate().from()).put("to", config.rate().to()).put("decay", config.rate().decay());
        tree.put("heldOut", config.heldOut()).put("likelihood", config.likelihood().name());
        tree.putObject("augmentation").put("mirror", config.augmentation().mirror()).put("shift", config.augmentation().shift());
        tree.put("precision", config.precision().name());
        return tree.toPrettyString() + "\n";
    }

    /**
     * @throws IllegalArgumentException
     *             naming what is missing or wrong
     */
    static VaeConfig read(String json) {
        try {
            var tree = MAPPER.readTree(json);
            var emphasis = tree.path("emphasis");
            var rate = tree.path("rate");
            return new VaeConfig((int) number(tree, "latent"), (int) number(tree, "width"), number(tree, "beta"), number(tree, "freeNats"),
                    new VaeConfig.Emphasis(number(emphasis, "weight"), number(emphasis, "threshold")), (long) number(tree, "frames"),
                    (int) number(tree, "batch"), new LearningRate(number(rate, "from"), number(rate, "to"), number(rate, "decay")),
                    number(tree, "heldOut"), likelihood(tree.path("likelihood")), augmentation(tree.path("augmentation")),
                    precision(tree.path("precision")));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** Files of before there was a choice have none. */
    private static Likelihood likelihood(JsonNode node) {
        return node.isMissingNode() ? Likelihood.GAUSSIAN : Likelihood.valueOf(node.asText());
    }

    private static Augmentation augmentation(JsonNode node) {
        return node.isMissingNode() ? Augmentation.none() : new Augmentation(node.path("mirror").asBoolean(), (int) number(node, "shift"));
    }

    private static Precision precision(JsonNode node) {
        return node.isMissingNode() ? Precision.F32 : Precision.valueOf(node.asText());
    }

    private static double number(JsonNode tree, String name) {
        if (!tree.path(name).isNumber()) {
            throw new IllegalArgumentException(name + " must be a number, was " + tree.path(name));
        }
        return tree.path(name).doubleValue();
    }
}
