package dev.reverie.benchmarks;

import dev.reverie.compute.Precision;
import java.util.List;
import java.util.stream.Stream;

/** Every work there is, and every sum of works. */
final class Works {
    /** Several works told as one: their amounts over the sum of their times. */
    record Sum(String name, List<Work> parts) {
    }

    private Works() {
    }

    /** In the order of the results. */
    static List<Work> all() {
        return Stream
                .of(GemmWorks.all(), LstmWorks.all(), TransformerWorks.all(), ConvolutionWorks.all(), VaeWorks.all(), RnnWorks.all(),
                        DreamWorks.all(),
                        MdnWorks.all(), EnvWorks.all(),
                        BridgeWorks.all(), EvolutionWorks.all())
                .flatMap(List::stream).toList();
    }

    static List<Sum> sums() {
        return List.of(new Sum("vae convolutions together", ConvolutionWorks.all()));
    }

    /** The product that shows what the hardware can do. */
    static Work peak(Precision precision) {
        return GemmWorks.of(2000, 2000, 2000, precision);
    }
}
