package dev.reverie.envs.carracing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class TrackTest {
    @Test
    void pointsAreAStepApartAndTheLapCloses() {
        for (long seed = 0; seed < 20; seed++) {
            var track = Track.of(seed);
            for (int i = 1; i < track.tiles(); i++) {
                assertEquals(3.5, Math.hypot(track.x()[i] - track.x()[i - 1], track.y()[i] - track.y()[i - 1]), 1e-9);
            }
            int last = track.before(0);
            assertTrue(Math.hypot(track.x()[0] - track.x()[last], track.y()[0] - track.y()[last]) < 12, "seed " + seed);
            assertTrue(track.tiles() > 200 && track.tiles() < 400, track.tiles() + " tiles");
        }
    }

    @Test
    void tilesShareTheirCornersWithTheirNeighbours() {
        var track = Track.of(3);
        var one = new double[8];
        var next = new double[8];
        track.tile(10, one);
        track.tile(11, next);
        assertArrayEquals(new double[]{one[0], one[1], one[2], one[3]}, new double[]{next[6], next[7], next[4], next[5]});
        assertEquals(40 / 3.0, Math.hypot(one[0] - one[2], one[1] - one[3]), 1e-9);
    }

    @Test
    void kerbsLieInsideTheTurn() {
        var track = Track.of(3);
        var kerb = new double[8];
        var tile = new double[8];
        for (int i = 1; i < track.tiles(); i++) {
            if (track.border()[i] && Math.abs(track.beta()[i] - track.beta()[i - 1]) > 0.1) {
                track.kerb(i, kerb);
                track.tile(i, tile);
                int inner = track.beta()[i] > track.beta()[i - 1] ? 0 : 2;
                assertEquals(tile[inner], kerb[0], 1e-12);
                assertEquals(tile[inner + 1], kerb[1], 1e-12);
            }
        }
    }

    @Test
    void aSeedIsATrackAndRandomColoursShiftIt() {
        assertEquals(Track.of(9), Course.of(9, false).track());
        assertNotEquals(Track.of(9), Track.of(10));
        assertNotEquals(Track.of(9), Course.of(9, true).track());
        assertEquals(Track.of(-1), Track.of(-1));
        assertNotEquals(Track.of(-1), Track.of(0xFFFFFFFFL), "64 bits, not 32");
    }
}
