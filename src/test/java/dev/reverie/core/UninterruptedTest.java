package dev.reverie.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class UninterruptedTest {
    @Test
    void anInterruptIsAWishToStopAndStaysSet() {
        var caller = Thread.currentThread();
        var error = assertThrows(CancellationException.class, () -> Uninterrupted.run("test", stop -> {
            assertFalse(stop.getAsBoolean());
            caller.interrupt();
            while (!stop.getAsBoolean()) {
                Thread.onSpinWait();
            }
            assertFalse(Thread.currentThread().isInterrupted());
            throw new CancellationException("stopped");
        }));
        assertEquals("stopped", error.getMessage());
        assertTrue(Thread.interrupted());
    }

    @Test
    void whatTheWorkReturnsIsReturned() {
        assertEquals("done", Uninterrupted.<String>run("test", stop -> "done"));
    }
}
