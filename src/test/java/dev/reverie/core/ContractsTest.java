package dev.reverie.core;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
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
    private static final class Leaky implements WorldModel {
        @Override
        public int latentSize() {
            return 2;
        }

        @Override
        public int actionSize() {
            return 1;
        }

        @Override
        public int hiddenSize() {
            return 2;
        }

        @Override
        public void advance(Hidden from, float[] z, float[] action, Hidden to) {
            for (int b = 0; b < from.batch(); b++) {
                for (int i = 0; i < 2; i++) {
                    to.h()[2 * b + i] = (float) StrictMath.tanh(from.h()[2 * b + i] / 2 + z[2 * b + i] + action[b]);
                    to.c()[2 * b + i] = from.c()[2 * b + i] + 1;
                }
                to.begun()[b] = true;
            }
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
