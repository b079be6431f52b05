package dev.reverie.core;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Nested;

/** The contracts can be kept: the smallest things that keep them. */
class ContractsTest {
    /** A mean of random numbers, with its generator. */
    private static final class RunningMean {
        private double sum;
        private long count;
        private Xoshiro256 random = Seed.of(1).random();
    }

    @Nested
    class OfCheckpoints implements CheckpointContract<RunningMean> {
        @Override
        public RunningMean fresh() {
            return new RunningMean();
        }

        @Override
        public void advance(RunningMean mean) {
            mean.sum += mean.random.nextGaussian();
            mean.count++;
        }

        @Override
        public void save(RunningMean mean, Path file) {
            var arrays = new LinkedHashMap<String, Npy>();
            arrays.put("sum", Npy.scalar(mean.sum));
            arrays.put("count", Npy.scalar(mean.count));
            arrays.put("random", Npy.of(mean.random.state()));
            Npz.save(file, arrays);
        }

        @Override
        public RunningMean load(Path file) {
            var arrays = Npz.load(file);
            var mean = new RunningMean();
            mean.sum = arrays.get("sum").doubles()[0];
            mean.count = arrays.get("count").longs()[0];
            mean.random = Xoshiro256.of(arrays.get("random").longs());
            return mean;
        }

        @Override
        public Object state(RunningMean mean) {
            return Map.of("sum", mean.sum, "count", mean.count, "random", Arrays.toString(mean.random.state()));
        }
    }

    /** h' = tanh(h/2 + z + a), c counts. */
    private record Leaky() implements WorldModel {
        @Override
        public int latentSize() {
            return 2;
        }

        @Override
        public int actionSize() {
            return 1;
        }

        @Override
        public List<Part> parts() {
            return Part.lstm(2);
        }

        @Override
        public State open(int rows) {
            return new ArrayState(this, rows, (r, state) -> {
                for (int i = 2 * r; i < 2 * r + 2; i++) {
                    var h = state.parts().get(0);
                    h.set(i, (float) StrictMath.tanh(h.get(i) / 2 + state.z().get(i) + state.actions().get(r)));
                    state.parts().get(1).set(i, state.parts().get(1).get(i) + 1);
                }
            });
        }
    }

    @Nested
    class OfWorldModels implements WorldModelContract {
        @Override
        public WorldModel worldModel() {
            return new Leaky();
        }
    }

    /** Half the vector, with a little noise, and back. */
    private static final class Halving implements Encoder, Decoder {
        @Override
        public Space.Box observationSpace() {
            return Space.box(-1, 1, 3);
        }

        @Override
        public int latentSize() {
            return 3;
        }

        @Override
        public void encode(Observations observations, RandomGenerator random, float[] z) {
            var values = ((Observations.Vectors) observations).values();
            for (int i = 0; i < values.length; i++) {
                z[i] = values[i] / 2 + 0.01f * (float) random.nextGaussian();
            }
        }

        @Override
        public void decode(float[] z, Observations out) {
            for (int i = 0; i < z.length; i++) {
                ((Observations.Vectors) out).values()[i] = 2 * z[i];
            }
        }
    }

    @Nested
    class OfEncoders implements EncoderContract {
        @Override
        public Encoder encoder() {
            return new Halving();
        }

        @Override
        public Decoder decoder() {
            return new Halving();
        }
    }

    @Nested
    class OfVectorEnvs implements VectorEnvContract {
        @Override
        public VectorEnv vector(int count, VectorEnv.Autoreset autoreset) {
            return VectorEnv.of(count, () -> new Walk(true), autoreset, 2);
        }

        @Override
        public Env env() {
            return new Walk(true);
        }
    }
}
