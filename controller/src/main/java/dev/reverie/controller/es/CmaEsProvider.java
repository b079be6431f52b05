package dev.reverie.controller.es;

import java.util.List;

/** CMA-ES by its names: with all covariances or the diagonal alone, and with restarts. */
public final class CmaEsProvider {
    private CmaEsProvider() {
    }

    private static CmaEs.Options options(StrategySettings settings) {
        return new CmaEs.Options(settings.population(), settings.stepSize(), settings.flag("active", false))
                .withShaping(FitnessShaping.raw().withWeightDecay(settings.weightDecay()));
    }

    private static StrategyKind.Maker single(CmaEs.Form form) {
        return (size, settings, seed) -> CmaEs.of(size, options(settings).withForm(form), seed);
    }

    private static StrategyKind.Maker restarting(RestartSchedule.Kind kind) {
        return (size, settings, seed) -> {
            var form = settings.flag("separable", false) ? CmaEs.Form.SEPARABLE : CmaEs.Form.AUTOMATIC;
            return RestartingCmaEs.of(kind, new double[size], options(settings).withForm(form), seed);
        };
    }

    /** {@code cma-es}: {@link CmaEs} with a full covariance. */
    public static final class Full extends StrategyKind {
        /** For the service loader. */
        public Full() {
            super(CmaEs.NAME, List.of("active"), single(CmaEs.Form.AUTOMATIC), CmaEs::new);
        }
    }

    /** {@code sep-cma-es}: {@link CmaEs} with a diagonal covariance; its states say {@code cma-es}, and their form. */
    public static final class Separable extends StrategyKind {
        /** For the service loader. */
        public Separable() {
            super("sep-cma-es", List.of("active"), single(CmaEs.Form.SEPARABLE), CmaEs::new);
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

    private abstract static class Restarting extends StrategyKind {
        Restarting(RestartSchedule.Kind kind) {
            super(kind.strategy(), List.of("active", "separable"), restarting(kind), RestartingCmaEs::new);
        }
    }
}
