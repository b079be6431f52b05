package dev.reverie.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NearestTest {
    private static final List<String> WORDS = List.of("hidden", "heldOut", "steps", "vae");

    @Test
    void findsALetterLeftOutSwappedOrInTheWrongCase() {
        assertEquals(Optional.of("hidden"), Nearest.to("hiden", WORDS));
        assertEquals(Optional.of("hidden"), Nearest.to("hiddne", WORDS));
        assertEquals(Optional.of("heldOut"), Nearest.to("heldout", WORDS));
        assertEquals(Optional.of("vae"), Nearest.to("vaee", WORDS));
    }

    @Test
    void findsNothingFarAway() {
        assertEquals(Optional.empty(), Nearest.to("colour", WORDS));
        assertEquals(Optional.empty(), Nearest.to("x", WORDS));
    }
}
