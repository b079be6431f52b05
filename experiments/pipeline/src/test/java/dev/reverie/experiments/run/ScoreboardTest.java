package dev.reverie.experiments.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.reverie.core.Scores;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScoreboardTest {
    private static Scores of(double... returns) {
        return new Scores(returns, new int[returns.length], new long[returns.length]);
    }

    @Test
    void aSingleEpisodeHasNeitherSpreadNorInterval() {
        var scores = new LinkedHashMap<String, Scores>();
        scores.put(Scoreboard.REAL, of(735));
        scores.put("random per step", of(200, 210, 220));
        var board = new Scoreboard(scores);
        assertEquals("real 735 (95% interval of the mean –); random per step 210 ± 10", board.summary());
        assertEquals(
                List.of("player           episodes  mean ± sd of episodes  95% interval of the mean",
                        "real                    1  735                    –",
                        "random per step         3  210 ± 10               185 to 235"),
                board.rows());
    }
}
