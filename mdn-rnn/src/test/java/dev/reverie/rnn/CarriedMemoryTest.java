package dev.reverie.rnn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.reverie.compute.Floats;
import dev.reverie.compute.Numbers;
import org.junit.jupiter.api.Test;

class CarriedMemoryTest {
    @Test
    void aCheckpointKeepsWhatIsCarried() {
        var memory = new CarriedMemory(BpttPassTest.floats(Numbers.normal(1, 12)), Floats.allocate(4));
        var other = CarriedMemory.of(2, new LstmShape(4, 3, 1, false), Floats.allocate(4));
        other.restore(memory.bytes());
        assertArrayEquals(memory.state().toArray(), other.state().toArray());
        assertThrows(IllegalArgumentException.class, () -> other.restore(new byte[4]));
    }
}
