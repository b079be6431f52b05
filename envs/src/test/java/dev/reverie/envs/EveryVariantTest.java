package dev.reverie.envs;

import dev.reverie.core.Env;
import dev.reverie.core.EnvContract;
import dev.reverie.core.VectorEnv;
import dev.reverie.core.VectorEnvContract;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Every environment in every variant keeps the contract, and is the same side by side with others as alone. */
class EveryVariantTest {
    /** One environment's part in both contracts. */
    private record Subject(Variant variant) implements EnvContract {
        @Override
        public Env env() {
            return variant.maker().get();
        }

        @Override
        public int steps() {
            return variant.limit() * 3 / 4;
        }

        @Override
        public boolean isRandom() {
            return !variant.name().startsWith("Sprint");
        }

        @Override
        public int endsWithin() {
            return variant.limit();
        }
    }

    /** Two threads, whatever the machine has. */
    private record SideBySide(String name) implements VectorEnvContract {
        @Override
        public VectorEnv vector(int count, VectorEnv.Autoreset autoreset) {
            return VectorEnv.of(count, this::env, autoreset, 2);
        }

        @Override
        public Env env() {
            return Envs.make(name);
        }
    }

    @TestFactory
    Stream<DynamicNode> alone() {
        return Variant.all().stream().map(variant -> Contracts.of(variant.name(), EnvContract.class, new Subject(variant)));
    }

    @TestFactory
    Stream<DynamicNode> sideBySide() {
        return Envs.names().stream().map(name -> Contracts.of(name, VectorEnvContract.class, new SideBySide(name)));
    }
}
