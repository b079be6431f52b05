package dev.reverie.compute.onednn;

import dev.reverie.compute.Floats;
import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;

/** One argument of a primitive: a layout, and the memory it is read from or written to at the moment. */
final class Operand {
    private final memory memory;
    private final dnnl_memory handle;
    private final OneDnn.Address pointer = new OneDnn.Address();
    private long current;

    /** An argument that lives in somebody's buffer, said before each run. */
    static Operand of(memory.desc layout) {
        return new Operand(new memory(layout, OneDnn.ENGINE, new OneDnn.Address()));
    }

    /** An argument with memory of its own. */
    static Operand owning(memory.desc layout) {
        return new Operand(new memory(layout, OneDnn.ENGINE));
    }

    private Operand(memory memory) {
        this.memory = memory;
        this.handle = memory.get();
    }

    memory memory() {
        return memory;
    }

    void at(Floats buffer, int offset) {
        at(OneDnn.address(buffer) + (long) offset * Float.BYTES);
    }

    void at(long address) {
        if (address != current) {
            dnnl.dnnl_memory_set_data_handle(handle, pointer.at(address));
            current = address;
        }
    }

    long address() {
        return memory.get_data_handle().address();
    }
}
