package dev.reverie.compute.vector;

import java.lang.invoke.MethodHandle;

/** The loops of {@link VectorMath}, called as {@link Opaque}. */
enum Loop {
    EXP("exp"), EXP_OF_MINUS("expOfMinus"), TANH("tanh"), LOG("log"), BOX_MULLER("boxMuller");

    /** Not final, so that no call through it is a constant. */
    private MethodHandle handle;

    Loop(String method) {
        handle = Opaque.of(VectorMath.lookup(), method, Object.class, int.class, Object.class, int.class, int.class);
    }

    /** y = f(x) for {@code length} values, a multiple of L. */
    void run(Object x, int xOffset, Object y, int yOffset, int length) {
        try {
            handle.invokeExact(x, xOffset, y, yOffset, length);
        } catch (Throwable e) {
            throw Opaque.unchecked(e);
        }
    }
}
