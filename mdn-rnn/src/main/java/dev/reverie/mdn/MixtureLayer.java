package dev.reverie.mdn;

import dev.reverie.compute.Activation;
import dev.reverie.compute.Dense;
import dev.reverie.compute.Floats;
import dev.reverie.compute.dl4j.EngineLayer;
import dev.reverie.compute.dl4j.EngineLayerConfig;
import dev.reverie.compute.dl4j.EngineOutputLayer;
import dev.reverie.compute.dl4j.Initial;
import dev.reverie.compute.dl4j.Parameter;
import dev.reverie.compute.dl4j.PlansByRows;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * The last layer of a mixture density network, for DL4J: rows of a mixture's numbers from a linear map, scored by {@link MdnLoss}. Labels
 * are targets [N, D]; a labels' mask [N, 1] weighs rows. The score is the mean over rows.
 */
public final class MixtureLayer extends EngineLayerConfig {
    private static final long serialVersionUID = 1;

    private int components;
    private int dimensions;
    private String noise;
    private Factorisation factorisation;
    private String[] regularisers;

    private MixtureLayer() {
    }

    public MixtureLayer(int inputs, MdnLayout layout, List<Regulariser> regularisers) {
        super(inputs, layout.outputs());
        components = layout.components();
        dimensions = layout.dimensions();
        noise = layout.noise().words();
        factorisation = layout.factorisation();
        this.regularisers = regularisers.stream().map(Regulariser::words).toArray(String[]::new);
    }

    MdnLayout layout() {
        return new MdnLayout(components, dimensions, NoiseModelText.noise(noise), factorisation);
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(Parameter.of("W", Initial.glorotUniform(getNIn(), getNOut()), getNIn(), getNOut()),
                Parameter.of("b", Initial.zeros(), getNOut()));
    }

    @Override
    protected EngineLayer<?> layer(NeuralNetConfiguration conf, DataType type) {
        return new Computed(conf, type);
    }

    @SuppressWarnings("serial") // as every layer of DL4J: only configurations and parameters are ever written
    private static final class Computed extends EngineOutputLayer<MixtureLayer> {
        private final transient PlansByRows<Plan> plans = new PlansByRows<>(Plan::new);
        private final transient MdnLoss loss =
                MdnLoss.of(layerConf().layout(), Arrays.stream(layerConf().regularisers).map(NoiseModelText::regulariser).toList());

        /** The map, and room for a row's numbers and their gradients, which take their place. */
        private final class Plan implements AutoCloseable {
            final Dense dense;
            final Floats outputs;
            final Floats gradients;

            Plan(int rows) {
                dense = Dense.of(new Dense.Shape(rows, (int) layerConf().getNIn(), (int) layerConf().getNOut(), Activation.NONE));
                outputs = Floats.allocate(rows * (int) layerConf().getNOut());
                gradients = Floats.allocate(outputs.size());
            }

            @Override
            public void close() {
                dense.close();
            }
        }

        Computed(NeuralNetConfiguration conf, DataType type) {
            super(conf, type);
        }

        @Override
        protected void forward(int rows, Floats x, Floats y, boolean training) {
            var plan = plans.of(rows);
            plan.dense.weights(parameter("W"), parameter("b"));
            plan.dense.forward(x, y);
        }

        @Override
        protected double loss(int rows, Floats x, Floats labels, Floats mask, boolean training) {
            var plan = plans.of(rows);
            forward(rows, x, plan.outputs, training);
            return loss.run(rows, plan.outputs, labels, mask, 1, null) / rows;
        }

        @Override
        protected double train(int rows, Floats x, Floats labels, Floats mask, Floats dx) {
            var plan = plans.of(rows);
            forward(rows, x, plan.outputs, true);
            double sum = loss.run(rows, plan.outputs, labels, mask, 1f / rows, plan.gradients);
            plan.dense.backward(x, plan.outputs, plan.gradients, dx, gradient("W"), gradient("b"));
            return sum / rows;
        }
    }
}
