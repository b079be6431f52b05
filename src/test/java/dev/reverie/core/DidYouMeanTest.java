package dev.reverie.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DidYouMeanTest {
    private static final List<String> WORDS = List.of("hidden", "heldOut", "steps", "vae");

    @Test
    void findsALetterLeftOutSwappedOrInTheWrongCase() {
        assertEquals(Optional.of("hidden"), DidYouMean.to("hiden", WORDS));
        assertEquals(Optional.of("hidden"), DidYouMean.to("hiddne", WORDS));
        assertEquals(Optional.of("heldOut"), DidYouMean.to("heldout", WORDS));
        assertEquals(Optional.of("vae"), DidYouMean.to("vaee", WORDS));
    }

    @Test
    void findsNothingFarAway() {
        assertEquals(Optional.empty(), DidYouMean.to("colour", WORDS));
        assertEquals(Optional.empty(), DidYouMean.to("x", WORDS));
    }
}
