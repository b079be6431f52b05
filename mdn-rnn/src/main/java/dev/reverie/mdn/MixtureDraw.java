package dev.reverie.mdn;

import dev.reverie.compute.Floats;
import dev.reverie.compute.MixtureRows;
import dev.reverie.compute.MixtureRows.Rows;

/**
 * Draws from N rows of mixtures at a temperature, on the calling thread.
 *
 * <p>Mixtures over all dimensions at once are drawn by the kernel for independent ones: a row whose dimensions all have the same logits and
 * the same uniform number chooses the same component in each.
 */
public final class MixtureDraw implements AutoCloseable {
    private final MdnLayout layout;
    private final MixtureRows kernel;
    private final MixtureRows.Shape shape;
    /** A row as the kernel has it; null where rows are so already. Likewise the uniform numbers. */
    private final Floats planes;
    private final Floats shared;

    private MixtureDraw(MdnLayout layout, MixtureRows kernel) {
        this.layout = layout;
        this.kernel = kernel;
        shape = new MixtureRows.Shape(layout.components(), layout.dimensions());
        boolean joint = layout.factorisation() == Factorisation.JOINT;
        planes = joint ? Floats.allocate(shape.outputs()) : null;
        shared = joint ? Floats.allocate(layout.dimensions()) : null;
    }

    /**
     * @param layout
     *            of {@link MdnLayout#ofKernel(int, int, Factorisation)}
     */
    public static MixtureDraw of(MdnLayout layout, MixtureRows kernel) {
        return new MixtureDraw(MdnLayout.checkKernel(layout), kernel);
    }

    /**
     * @param outputs
     *            [N, outputs of the layout]
     * @param temperature
     *            τ, that logits are divided by
     * @param noiseScale
     *            factor of every σ
     * @param choices
     *            uniform numbers on (0, 1), [N, D]; a mixture over all dimensions looks at the first of each row
     * @param noise
     *            ε, [N, D]
     * @param z
     *            gets the draws, [N, D]; may be {@code noise}
     */
    public void run(int rows, Rows outputs, float temperature, float noiseScale, Rows choices, Rows noise, Rows z) {
        if (planes == null) {
            kernel.sample(shape, rows, outputs, temperature, noiseScale, choices, noise, z);
            return;
        }
        int D = layout.dimensions();
        for (int r = 0; r < rows; r++) {
            int at = outputs.row(r);
            for (int k = 0; k < layout.components(); k++) {
                float logit = outputs.buffer().get(at + layout.logit(0, k));
                for (int i = k * D; i < (k + 1) * D; i++) {
                    planes.set(i, logit);
                }
            }
            planes.put(layout.components() * D, outputs.buffer(), at + layout.mean(0, 0, 0), 2 * layout.components() * D);
            float choice = choices.buffer().get(choices.row(r));
            for (int i = 0; i < D; i++) {
                shared.set(i, choice);
            }
            kernel.sample(shape, 1, Rows.of(planes, planes.size()), temperature, noiseScale, Rows.of(shared, D), row(noise, r), row(z, r));
        }
    }

    @Override
    public void close() {
        Floats.freeAll(planes, shared);
    }

    private static Rows row(Rows rows, int r) {
        return new Rows(rows.buffer(), rows.row(r), rows.stride());
    }
}
