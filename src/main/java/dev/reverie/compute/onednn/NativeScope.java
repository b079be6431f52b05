package dev.reverie.compute.onednn;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;

/** What a plan has made in the native library, to be freed together. */
final class NativeScope implements AutoCloseable {
    private final List<PointerScope> parts = new ArrayList<>();

    /** Until the part is closed, whatever this thread makes in the library belongs to this scope. */
    PointerScope open() {
        OneDnn.stream(); // the engine and a thread's stream are nobody's, so they must be there before
        var part = new PointerScope().extend();
        parts.add(part);
        return part;
    }

    @Override
    public void close() {
        parts.forEach(PointerScope::close);
        parts.clear();
    }
}
