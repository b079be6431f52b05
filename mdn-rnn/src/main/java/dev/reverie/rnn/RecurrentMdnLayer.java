package dev.reverie.rnn;

import dev.reverie.compute.Engine;
import dev.reverie.compute.Floats;
import dev.reverie.compute.dl4j.EngineOutputLayer;
import dev.reverie.compute.dl4j.PlansByRows;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;

/** What {@link RecurrentMdn} configures: {@link BpttPass} on DL4J's flat parameters and gradients. */
@SuppressWarnings("serial") // as its parents
final class RecurrentMdnLayer extends EngineOutputLayer<RecurrentMdn> {
    private final transient PlansByRows<BpttPass> plans = new PlansByRows<>(this::plan);
    private transient Losses losses;
    private transient long key;
    private transient CarriedMemory carried;

    RecurrentMdnLayer(NeuralNetConfiguration conf, DataType type) {
        super(conf, type);
    }

    private BpttPass plan(int rows) {
        int steps = layerConf().steps();
        if (rows % steps != 0) {
            throw new IllegalArgumentException("rows must be whole windows of " + steps + " steps, were " + rows);
        }
        return new BpttPass(layerConf().sizes(), steps, rows / steps, layerConf().restartWeight(), layerConf().dropout(),
                layerConf().precision(), Engine.current());
    }

    MdnRnnShape sizes() {
        return layerConf().sizes();
    }

    private Weights weights() {
        return Weights.in(parameters(), sizes());
    }

    /** Of what the next update hides from the head. */
    void key(long key) {
        this.key = key;
    }

    /** Carried over from update to update; null for none. */
    void carry(CarriedMemory carried) {
        this.carried = carried;
    }

    /** In parts, of the last update. */
    Losses losses() {
        return losses;
    }

    /**
     * The loss of other rows than those of an update, in the buffers of updates.
     *
     * @param carried
     *            memory of these rows; null for none
     */
    Losses measure(int rows, Floats inputs, Floats labels, CarriedMemory carried) {
        return plans.of(rows).loss(weights(), inputs, labels, carried);
    }

    /** Frees the buffers of updates; the next one makes them anew. */
    void release() {
        plans.close();
    }

    @Override
    protected void forward(int rows, Floats x, Floats y, boolean training) {
        plans.of(rows).outputs(weights(), x, null, y);
    }

    @Override
    protected double train(int rows, Floats x, Floats labels, Floats mask, Floats dx) {
        if (dx != null) {
            throw new IllegalArgumentException("RecurrentMdn must be the only layer: it gives no gradient of its input");
        }
        losses = plans.of(rows).train(weights(), x, labels, key, carried, Weights.in(parameterGradients(), sizes()));
        return losses.score();
    }

    @Override
    protected double loss(int rows, Floats x, Floats labels, Floats mask, boolean training) {
        return measure(rows, x, labels, null).score();
    }
}
