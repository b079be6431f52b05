package dev.reverie.mdn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.reverie.compute.Engine;
import dev.reverie.compute.Floats;
import dev.reverie.compute.MixtureRows.Rows;
import dev.reverie.core.Seed;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MixtureDrawTest {
    private static final int ROWS = 200;
    private static final int K = 4;
    private static final int D = 3;

    private static Floats numbers(String name, int size, boolean uniform) {
        var values = Floats.allocate(size);
        var sampling = Engine.current().kernels().sampling();
        long key = Seed.of(2).child(name).bits();
        if (uniform) {
            sampling.uniform(key, 0, values, 0, size);
        } else {
            sampling.gaussian(key, 0, values, 0, size);
        }
        return values;
    }

    /** The component in which the uniform number falls, once for a mixture: μ + σ·√τ·ε. */
    @ParameterizedTest
    @EnumSource
    void aDrawIsOfOneComponentOfEachMixture(Factorisation factorisation) {
        var layout = MdnLayout.ofKernel(K, D, factorisation);
        var outputs = numbers("outputs", ROWS * layout.outputs(), false);
        var choices = numbers("choices", ROWS * D, true);
        var noise = numbers("noise", ROWS * D, false);
        var z = Floats.allocate(ROWS * D);
        double temperature = 1.3;
        for (var engine : new Engine[]{Engine.current(), Engine.plain(1)}) {
            MixtureDraw.of(layout, engine.kernels().mixtures()).run(ROWS, Rows.of(outputs, layout.outputs()), (float) temperature,
                    (float) Math.sqrt(temperature), Rows.of(choices, D), Rows.of(noise, D), Rows.of(z, D));
            for (int r = 0; r < ROWS; r++) {
                var mixtures = layout.read(MixtureLossTest.row(outputs, r, layout.outputs()));
                for (int d = 0; d < D; d++) {
                    boolean joint = mixtures.size() == 1;
                    var mixture = mixtures.get(joint ? 0 : d);
                    var component = mixture.component(chosen(mixture, temperature, choices.get(r * D + (joint ? 0 : d))));
                    int i = joint ? d : 0;
                    double wanted = component.mean(i) + component.scale(i) * Math.sqrt(temperature) * noise.get(r * D + d);
                    assertEquals(wanted, z.get(r * D + d), 1e-4, "row " + r + ", " + d);
                }
            }
        }
    }

    private static int chosen(Mixture mixture, double temperature, double choice) {
        double total = 0;
        for (double weight : mixture.weights()) {
            total += Math.pow(weight, 1 / temperature);
        }
        int k = 0;
        for (double sum = Math.pow(mixture.weight(0), 1 / temperature); k < K - 1 && sum / total <= choice;) {
            sum += Math.pow(mixture.weight(++k), 1 / temperature);
        }
        return k;
    }
}
