package dev.reverie.compute.onednn;

import org.bytedeco.dnnl.dnnl_exec_arg_t;
import org.bytedeco.dnnl.dnnl_primitive;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.primitive;

/** A primitive with its arguments bound: what is left to do is to run it. */
final class Execution {
    private final primitive primitive;
    /** What the library knows it by; asking anew would allocate a pointer each time. */
    private final dnnl_primitive handle;
    private final dnnl_exec_arg_t arguments;
    private final Operand[] operands;

    /**
     * @param slots
     *            oneDNN's numbers of the arguments, in the order of the operands; a null operand is left out
     */
    Execution(primitive primitive, int[] slots, Operand... operands) {
        this.primitive = primitive;
        this.handle = primitive.get();
        this.operands = java.util.Arrays.stream(operands).filter(java.util.Objects::nonNull).toArray(Operand[]::new);
        this.arguments = new dnnl_exec_arg_t(this.operands.length);
        int next = 0;
        for (int i = 0; i < operands.length; i++) {
            if (operands[i] != null) {
                arguments.getPointer(next++).arg(slots[i]).memory(operands[i].memory().get());
            }
        }
    }

    void run() {
        int status = dnnl.dnnl_primitive_execute(handle, OneDnn.stream(), operands.length, arguments);
        if (status != dnnl.dnnl_success) {
            throw new IllegalStateException("oneDNN failed with status " + status);
        }
    }
}
