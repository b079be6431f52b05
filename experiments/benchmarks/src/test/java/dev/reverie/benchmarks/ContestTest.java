package dev.reverie.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContestTest {
    private final List<String> turns = new ArrayList<>();
    private final List<String> progress = new ArrayList<>();

    /** Answers with these numbers, one a turn, and declines when they run out. */
    private Contender contender(String name, Double... seconds) {
        Iterator<Double> next = List.of(seconds).iterator();
        return new Contender() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Measurement measure(Work work, double length) throws Declined {
                turns.add(name);
                if (!next.hasNext()) {
                    throw new Declined("tired");
                }
                return new Measurement(next.next(), "", "1");
            }
        };
    }

    private static Work work(String name) {
        return Work.arithmetic(name, 2e9, engine -> Session.of(() -> {}, () -> {}));
    }

    @Test
    void contendersTakeTurnsAndTheFirstOneDoesNotCount() {
        var contest = new Contest(List.of(contender(Ours.NAME, 100.0, 3.0, 1.0, 2.0), contender("peer", 100.0, 4.0, 5.0, 6.0)), 3, 1,
                progress::add);
        var outcome = contest.run(work("gemm"));
        assertEquals(List.of(Ours.NAME, "peer", Ours.NAME, "peer", Ours.NAME, "peer", Ours.NAME, "peer"), turns);
        assertEquals(2, outcome.ours().orElseThrow().median());
        assertEquals(5, outcome.bestPeer().orElseThrow().median());
        assertEquals(Ours.NAME, outcome.best().orElseThrow().name());
    }

    @Test
    void theBestPeerIsTheFastestAndOneThatDeclinesIsLeftOut() {
        var contest = new Contest(
                List.of(contender(Ours.NAME, 1.0, 1.0, 1.0), contender("slow", 9.0, 9.0, 9.0), contender("quick", 2.0, 2.0, 2.0),
                        contender("absent"), contender("fails later", 0.1, 0.1)),
                2, 1, progress::add);
        var outcome = contest.run(work("gemm"));
        assertEquals("quick", outcome.bestPeer().orElseThrow().name());
        assertEquals(List.of(Ours.NAME, "slow", "quick"), outcome.results().stream().map(Contest.Result::name).toList());
        assertTrue(progress.contains("gemm | absent | left out: tired"), progress.toString());
    }

    @Test
    void aSumIsOfMediansAndOnlyForThoseWhoHaveAllItsParts() {
        var first = new Contest.Outcome(work("a"), List.of(result(Ours.NAME, 1, 2, 9), result("peer", 5), result("half", 1)));
        var second = new Contest.Outcome(work("b"), List.of(result(Ours.NAME, 3), result("peer", 7, 8, 9)));
        var sum = Contest.together(new Works.Sum("both", List.of(first.work(), second.work())), List.of(first, second));
        assertEquals("both", sum.work().name());
        assertEquals(4e9, sum.work().flops());
        assertEquals(5, sum.ours().orElseThrow().median());
        assertEquals(13, sum.bestPeer().orElseThrow().median());
    }

    static Contest.Result result(String name, double... seconds) {
        return new Contest.Result(name, "", "1", java.util.Arrays.stream(seconds).boxed().toList());
    }
}
