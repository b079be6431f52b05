package dev.reverie.compute.reference;

import dev.reverie.compute.NamedArray;
import dev.reverie.compute.Transformer;
import dev.reverie.compute.TransformerSizes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A causal transformer over one sequence: what {@link Transformer} computes for one row of a batch, step by step, with everything backward
 * needs.
 *
 * <p>Each step appends its keys and values to those of the steps before it, which are constants where they were carried over.
 */
public final class ReferenceTransformer {
    private static final double EPSILON = 1e-5;

    /** A key and a value, [W] each, of an earlier step or of this one. */
    public record Remembered(double[] key, double[] value) {
    }

    /** What one layer did at one step; inputs of its matrices, and the shares of attention [heads][keys seen]. */
    private record LayerStep(ReferenceLayerNorm norm1, double[] normed1, double[] query, int first, double[][] shares, double[] attended,
            ReferenceLayerNorm norm2, double[] normed2, double[] hidden) {
    }

    private final TransformerSizes sizes;
    private final double[] parameters;
    private final Map<String, NamedArray> arrays = new HashMap<>();
    /** Per layer: all keys and values, the carried ones first. */
    private final List<List<Remembered>> memory = new ArrayList<>();
    private final List<double[]> inputs = new ArrayList<>();
    private final List<List<LayerStep>> steps = new ArrayList<>();
    private final List<ReferenceLayerNorm> last = new ArrayList<>();
    private final List<double[]> outputs = new ArrayList<>();
    private final int carried;
    private int begin;

    /**
     * @param parameters
     *            as {@link TransformerSizes#arrays} has them
     * @param carried
     *            per layer, what is remembered of the steps before; empty lists for nothing
     */
    public ReferenceTransformer(TransformerSizes sizes, double[] parameters, List<List<Remembered>> carried) {
        this.sizes = sizes;
        this.parameters = parameters;
        this.carried = carried.get(0).size();
        sizes.arrays().forEach(array -> arrays.put(array.name(), array));
        carried.forEach(layer -> memory.add(new ArrayList<>(layer)));
    }

    /** With nothing remembered. */
    public ReferenceTransformer(TransformerSizes sizes, double[] parameters) {
        this(sizes, parameters, Collections.nCopies(sizes.layers(), List.of()));
    }

    /** An episode begins with the next step. */
    public void begin() {
        begin = memory.get(0).size();
    }

    /** The output h [W] of one more step on x [C]. */
    public double[] step(double[] x) {
        inputs.add(x);
        var layers = new ArrayList<LayerStep>();
        double[] stream = linear("embedding", x);
        for (int l = 0; l < sizes.layers(); l++) {
            String name = "layer." + l + ".";
            var norm1 = ReferenceLayerNorm.of(EPSILON, stream);
            double[] normed1 = scaled(name + "norm1", norm1.values());
            double[] qkv = linear(name + "qkv", normed1);
            int W = sizes.width();
            memory.get(l).add(new Remembered(Arrays.copyOfRange(qkv, W, 2 * W), Arrays.copyOfRange(qkv, 2 * W, 3 * W)));
            double[] query = Arrays.copyOf(qkv, W);
            int first = Math.max(begin, memory.get(l).size() - sizes.context());
            double[][] shares = shares(query, memory.get(l), first);
            double[] attended = attended(shares, memory.get(l), first);
            stream = sum(stream, linear(name + "out", attended));
            var norm2 = ReferenceLayerNorm.of(EPSILON, stream);
            double[] normed2 = scaled(name + "norm2", norm2.values());
            double[] hidden = Arrays.stream(linear(name + "up", normed2)).map(v -> Math.max(v, 0)).toArray();
            stream = sum(stream, linear(name + "down", hidden));
            layers.add(new LayerStep(norm1, normed1, query, first, shares, attended, norm2, normed2, hidden));
        }
        steps.add(layers);
        last.add(ReferenceLayerNorm.of(EPSILON, stream));
        outputs.add(scaled("norm", last.get(last.size() - 1).values()));
        return outputs.get(outputs.size() - 1);
    }

    /** Of all steps, [T, W]. */
    public double[] outputs() {
        return outputs.stream().flatMapToDouble(Arrays::stream).toArray();
    }

    /** Per layer, what the next sequence remembers. */
    public List<List<Remembered>> memory() {
        return memory.stream().map(layer -> List.copyOf(layer.subList(Math.max(begin, layer.size() - sizes.context() + 1), layer.size())))
                .toList();
    }

    private double[][] shares(double[] query, List<Remembered> memory, int first) {
        int D = sizes.width() / sizes.heads();
        int own = memory.size() - 1;
        var shares = new double[sizes.heads()][own - first + 1];
        for (int head = 0; head < sizes.heads(); head++) {
            double whole = 0;
            for (int j = first; j <= own; j++) {
                double score = -sizes.slope(head) * (own - j);
                for (int d = head * D; d < (head + 1) * D; d++) {
                    score += query[d] * memory.get(j).key()[d] / Math.sqrt(D);
                }
                shares[head][j - first] = Math.exp(score);
                whole += shares[head][j - first];
            }
            for (int j = 0; j < shares[head].length; j++) {
                shares[head][j] /= whole;
            }
        }
        return shares;
    }

    private double[] attended(double[][] shares, List<Remembered> memory, int first) {
        var attended = new double[sizes.width()];
        for (int d = 0; d < attended.length; d++) {
            int head = d * sizes.heads() / attended.length;
            for (int j = 0; j < shares[head].length; j++) {
                attended[d] += shares[head][j] * memory.get(first + j).value()[d];
            }
        }
        return attended;
    }

    /**
     * The gradient of the parameters.
     *
     * @param dh
     *            of each step's output, [T][W]
     */
    public double[] backward(double[][] dh) {
        var gradient = new double[parameters.length];
        var streams = new double[dh.length][];
        for (int t = 0; t < dh.length; t++) {
            streams[t] = last.get(t).backward(scaledBackward("norm", last.get(t).values(), dh[t], gradient));
        }
        for (int l = sizes.layers() - 1; l >= 0; l--) {
            var dMemory = new double[memory.get(l).size()][2 * sizes.width()];
            for (int t = dh.length - 1; t >= 0; t--) {
                streams[t] = layerBackward(l, t, streams[t], dMemory, gradient);
            }
        }
        for (int t = 0; t < dh.length; t++) {
            linearBackward("embedding", inputs.get(t), streams[t], gradient);
        }
        return gradient;
    }

    /** Steps go from the last to the first: when it is a step's turn, all that looked at its key and value have had theirs. */
    private double[] layerBackward(int l, int t, double[] d, double[][] dMemory, double[] gradient) {
        String name = "layer." + l + ".";
        int W = sizes.width();
        var step = steps.get(t).get(l);
        double[] dHidden = linearBackward(name + "down", step.hidden, d, gradient);
        for (int j = 0; j < dHidden.length; j++) {
            dHidden[j] = step.hidden[j] > 0 ? dHidden[j] : 0;
        }
        double[] dNormed2 = linearBackward(name + "up", step.normed2, dHidden, gradient);
        d = sum(d, step.norm2.backward(scaledBackward(name + "norm2", step.norm2.values(), dNormed2, gradient)));
        double[] dAttended = linearBackward(name + "out", step.attended, d, gradient);
        var dQkv = new double[3 * W];
        attentionBackward(step, memory.get(l), dAttended, dQkv, dMemory);
        System.arraycopy(dMemory[carried + t], 0, dQkv, W, 2 * W);
        double[] dNormed1 = linearBackward(name + "qkv", step.normed1, dQkv, gradient);
        return sum(d, step.norm1.backward(scaledBackward(name + "norm1", step.norm1.values(), dNormed1, gradient)));
    }

    private void attentionBackward(LayerStep step, List<Remembered> memory, double[] d, double[] dQuery, double[][] dMemory) {
        int W = sizes.width();
        int D = W / sizes.heads();
        for (int head = 0; head < sizes.heads(); head++) {
            double[] shares = step.shares[head];
            var dShares = new double[shares.length];
            double mean = 0;
            for (int j = 0; j < shares.length; j++) {
                for (int i = head * D; i < (head + 1) * D; i++) {
                    dShares[j] += d[i] * memory.get(step.first + j).value()[i];
                    dMemory[step.first + j][W + i] += shares[j] * d[i];
                }
                mean += shares[j] * dShares[j];
            }
            for (int j = 0; j < shares.length; j++) {
                double dScore = shares[j] * (dShares[j] - mean) / Math.sqrt(D);
                for (int i = head * D; i < (head + 1) * D; i++) {
                    dQuery[i] += dScore * memory.get(step.first + j).key()[i];
                    dMemory[step.first + j][i] += dScore * step.query[i];
                }
            }
        }
    }

    private double[] linear(String name, double[] x) {
        var weight = arrays.get(name + ".weight");
        int bias = arrays.get(name + ".bias").at();
        var y = Arrays.copyOfRange(parameters, bias, bias + weight.shape().get(1));
        for (int i = 0; i < x.length; i++) {
            for (int o = 0; o < y.length; o++) {
                y[o] += x[i] * parameters[weight.at() + i * y.length + o];
            }
        }
        return y;
    }

    /** The gradient of x. */
    private double[] linearBackward(String name, double[] x, double[] dy, double[] gradient) {
        int weight = arrays.get(name + ".weight").at();
        int bias = arrays.get(name + ".bias").at();
        var dx = new double[x.length];
        for (int o = 0; o < dy.length; o++) {
            gradient[bias + o] += dy[o];
            for (int i = 0; i < x.length; i++) {
                gradient[weight + i * dy.length + o] += x[i] * dy[o];
                dx[i] += parameters[weight + i * dy.length + o] * dy[o];
            }
        }
        return dx;
    }

    /** With a norm's gain and shift. */
    private double[] scaled(String name, double[] values) {
        int gain = arrays.get(name + ".gain").at();
        int shift = arrays.get(name + ".shift").at();
        var y = new double[values.length];
        for (int j = 0; j < y.length; j++) {
            y[j] = values[j] * parameters[gain + j] + parameters[shift + j];
        }
        return y;
    }

    private double[] scaledBackward(String name, double[] values, double[] dy, double[] gradient) {
        int gain = arrays.get(name + ".gain").at();
        int shift = arrays.get(name + ".shift").at();
        var d = new double[values.length];
        for (int j = 0; j < d.length; j++) {
            gradient[gain + j] += dy[j] * values[j];
            gradient[shift + j] += dy[j];
            d[j] = dy[j] * parameters[gain + j];
        }
        return d;
    }

    private static double[] sum(double[] a, double[] b) {
        var sum = a.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += b[i];
        }
        return sum;
    }
}
