package dev.reverie.controller.es;

import dev.reverie.core.Seed;
import java.util.List;

/** CMA-ES by its names: with all covariances or the diagonal alone, and with restarts. */
public final class CmaEsProvider {
    private CmaEsProvider() {
    }

    private static CmaEs.Options options(StrategySettings settings) {
        return new CmaEs.Options(settings.population(), settings.stepSize(), settings.flag("active", false))
                .withShaping(FitnessShaping.raw().withWeightDecay(settings.weightDecay()));
    }

    /** {@code cma-es}: {@link CmaEs} with a full covariance. */
    public static final class Full extends Single {
        /** For the service loader. */
        public Full() {
            super(CmaEs.NAME, CmaEs.Form.AUTOMATIC);
        }
    }

    /** {@code sep-cma-es}: {@link CmaEs} with a diagonal covariance; its states say {@code cma-es}, and their form. */
    public static final class Separable extends Single {
        /** For the service loader. */
        public Separable() {
            super("sep-cma-es", CmaEs.Form.SEPARABLE);
        }
    }

    private abstract static class Single implements StrategyProvider {
        private final String name;
        private final CmaEs.Form form;

        Single(String name, CmaEs.Form form) {
            this.name = name;
            this.form = form;
        }

        @Override
        public final String name() {
            return name;
        }

        @Override
        public final List<String> options() {
            return List.of("active");
        }

        @Override
        public final EvolutionStrategy create(int size, StrategySettings settings, Seed seed) {
            return CmaEs.of(size, CmaEsProvider.options(settings).withForm(form), seed);
        }

        @Override
        public final EvolutionStrategy restored(StrategyState state) {
            return new CmaEs(state);
        }
    }

    /** {@code ipop-cma-es}: {@link RestartingCmaEs} with populations that double. */
    public static final class Ipop extends Restarting {
        /** For the service loader. */
        public Ipop() {
            super(RestartSchedule.Kind.IPOP);
        }
    }

    /** {@code bipop-cma-es}: {@link RestartingCmaEs} with large and small populations in turn. */
    public static final class Bipop extends Restarting {
        /** For the service loader. */
        public Bipop() {
            super(RestartSchedule.Kind.BIPOP);
        }
    }

    private abstract static class Restarting implements StrategyProvider {
        private final RestartSchedule.Kind kind;

        Restarting(RestartSchedule.Kind kind) {
            this.kind = kind;
        }

        @Override
        public final String name() {
            return kind.strategy();
        }

        @Override
        public final List<String> options() {
            return List.of("active", "separable");
        }

        @Override
        public final EvolutionStrategy create(int size, StrategySettings settings, Seed seed) {
            var form = settings.flag("separable", false) ? CmaEs.Form.SEPARABLE : CmaEs.Form.AUTOMATIC;
            return RestartingCmaEs.of(kind, new double[size], CmaEsProvider.options(settings).withForm(form), seed);
        }

        @Override
        public final EvolutionStrategy restored(StrategyState state) {
            return new RestartingCmaEs(state);
        }
    }
}
