package dev.reverie.mdn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every variant has words of its own, and is read back from them. */
class NoiseModelTextTest {
    private static final List<Scale> SCALES = List.of(new Scale.Exponential(-4.5, 3), new Scale.Softplus(0.01));

    private static void all(Class<?> sealed, List<?> variants) {
        assertEquals(Set.of(sealed.getPermittedSubclasses()), variants.stream().map(Object::getClass).collect(Collectors.toSet()));
    }

    @Test
    void everyNoiseModelIsReadFromItsWords() {
        for (var scale : SCALES) {
            List<NoiseModel> models = List.of(new NoiseModel.Full(scale), new NoiseModel.Diagonal(scale), new NoiseModel.Isotropic(scale),
                    new NoiseModel.SharedIsotropic(scale), new NoiseModel.Fixed(0.3));
            assertEquals(NoiseModel.names().stream().filter(name -> !name.equals("pooled")).toList(),
                    models.stream().map(model -> model.words().split(" ")[0]).sorted().toList());
            models.forEach(model -> assertEquals(model, NoiseModel.of(model.words())));
            assertEquals(models.size(), models.stream().map(NoiseModel::words).distinct().count());
        }
        all(Scale.class, SCALES);
        assertEquals("diagonal exponential -5.0 5.0", new NoiseModel.Diagonal(Scale.CLAMPED).words(), "as older files have it");
    }

    @Test
    void everyRegulariserAndBijectorIsReadFromItsWords() {
        List<Regulariser> regularisers = List.of(new Regulariser.Entropy(0.1), new Regulariser.Ordering(0.2, new double[]{1, -0.5}));
        all(Regulariser.class, regularisers);
        regularisers.forEach(one -> assertEquals(one, NoiseModelText.regulariser(one.words())));
        List<Bijector> bijectors = List.of(new Bijector.Identity(), new Bijector.Log(), new Bijector.Logit(-1, 2));
        all(Bijector.class, bijectors);
        bijectors.forEach(one -> assertEquals(one, NoiseModelText.bijector(one.words())));
    }

    @Test
    void unknownWordsAreRefused() {
        assertEquals(new NoiseModel.Diagonal(Scale.CLAMPED), NoiseModel.of("diagonal"), "the name alone is the usual one");
        assertEquals(
                "unknown noise model 'diagnal'; did you mean diagonal? known: diagonal, fixed, full, isotropic, pooled, shared-isotropic;"
                        + " a noise model of your own needs a NoiseModelProvider",
                assertThrows(IllegalArgumentException.class, () -> NoiseModel.of("diagnal")).getMessage());
        for (var words : List.of("round", "fixed", "fixed 12D", "diagonal square 1 2", "diagonal exponential 1", "")) {
            assertThrows(IllegalArgumentException.class, () -> NoiseModel.of(words), words);
        }
    }
}
