package dev.reverie.core;

import org.junit.jupiter.api.Nested;

class WalkTest {
    @Nested
    class OfVectors implements EnvContract {
        @Override
        public Env env() {
            return new Walk();
        }
    }

    @Nested
    class OfFrames implements EnvContract {
        @Override
        public Env env() {
            return new Walk(true);
        }
    }
}
