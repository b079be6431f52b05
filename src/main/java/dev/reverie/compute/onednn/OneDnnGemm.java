package dev.reverie.compute.onednn;

import dev.reverie.compute.Activation;
import dev.reverie.compute.Elementwise;
import dev.reverie.compute.Floats;
import dev.reverie.compute.Gemm;
import dev.reverie.compute.Precision;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.matmul;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.reorder;

/** {@link Gemm} as a oneDNN matmul primitive. */
public final class OneDnnGemm implements Gemm {
    private static final int[] MATMUL =
            {dnnl.DNNL_ARG_SRC, dnnl.DNNL_ARG_WEIGHTS, dnnl.DNNL_ARG_BIAS, dnnl.DNNL_ARG_DST, dnnl.DNNL_ARG_SCRATCHPAD};
    private static final int[] REORDER = {dnnl.DNNL_ARG_FROM, dnnl.DNNL_ARG_TO};

    private final Shape shape;
    private final Elementwise elementwise;
    private final NativeScope scope = new NativeScope();
    private final memory.desc layoutA;
    private final memory.desc layoutB;
    private final Operand a;
    private final Operand bias;
    private final Operand c;
    private final Rounding rounding;
    private Plan plain;
    private Plan packed;
    private Packing packing;
    /** A plain B of another precision, for the length of a product. */
    private Packed once;
    private memory.desc packedLayout;

    /** A product with B laid out in one way. */
    private record Plan(Operand b, Execution execution) {
    }

    /** A, rounded to the plan's precision before each product. */
    private record Rounding(Operand source, Execution execution) {
    }

    private record Packing(Operand source, Operand target, Execution execution) {
    }

    private record Weights(Shape shape, Operand memory, NativeScope scope) implements Packed {
        @Override
        public void close() {
            scope.close();
        }
    }

    /**
     * @param elementwise
     *            for what oneDNN does not do as asked
     */
    public static Gemm of(Shape shape, Elementwise elementwise) {
        if (shape.precision() == Precision.BF16 && !OneDnn.multipliesBf16()) {
            return new RoundedGemm(shape, other -> of(other, elementwise));
        }
        return shape.m() == 1 ? new SingleRow(shape, elementwise) : new OneDnnGemm(shape, elementwise);
    }

    OneDnnGemm(Shape shape, Elementwise elementwise) {
        this.shape = shape;
        this.elementwise = elementwise;
        var type = shape.precision() == Precision.BF16 ? memory.data_type.bf16 : memory.data_type.f32;
        boolean rounds = shape.precision() == Precision.BF16;
        var part = scope.open();
        try {
            var storedA = layout(shape.m(), shape.k(), shape.lda(), shape.transposeA());
            layoutA = rounds ? new memory.desc(new long[]{shape.m(), shape.k()}, type, memory.format_tag.ab) : storedA;
            layoutB = layout(shape.k(), shape.n(), shape.ldb(), shape.transposeB());
            a = rounds ? Operand.owning(layoutA) : Operand.of(layoutA);
            rounding = rounds ? rounding(storedA, a) : null;
            bias = shape.bias() ? Operand.of(new memory.desc(new long[]{1, shape.n()}, memory.data_type.f32, memory.format_tag.ab)) : null;
            c = Operand.of(layout(shape.m(), shape.n(), shape.ldc(), false));
        } finally {
            part.close();
        }
    }

    @Override
    public Shape shape() {
        return shape;
    }

    @Override
    public Packed allocate() {
        var layout = packedLayout();
        var own = new NativeScope();
        var part = own.open();
        try {
            return new Weights(shape, Operand.owning(layout), own);
        } finally {
            part.close();
        }
    }

    @Override
    public void pack(Floats b, int offset, Packed into) {
        Gemm.within("b", b, offset, shape.bSize());
        var target = weights(into);
        if (packing == null) {
            var part = scope.open();
            try {
                var from = Operand.of(layoutB);
                var to = Operand.of(packedLayout());
                packing = new Packing(from, to, new Execution(new reorder(from.memory(), to.memory()), REORDER, from, to));
            } finally {
                part.close();
            }
        }
        packing.source().at(b, offset);
        packing.target().at(target.address());
        packing.execution().run();
    }

    @Override
    public void run(Floats a, int aOffset, Floats b, int bOffset, Floats bias, int biasOffset, Floats c, int cOffset) {
        Gemm.within("b", b, bOffset, shape.bSize());
        if (shape.precision() == Precision.BF16) {
            if (once == null) {
                once = allocate();
            }
            pack(b, bOffset, once);
            run(a, aOffset, once, bias, biasOffset, c, cOffset);
            return;
        }
        if (plain == null) {
            plain = plan(layoutB);
        }
        plain.b().at(b, bOffset);
        run(plain, a, aOffset, bias, biasOffset, c, cOffset);
    }

    @Override
    public void run(Floats a, int aOffset, Packed b, Floats bias, int biasOffset, Floats c, int cOffset) {
        if (packed == null) {
            packed = plan(packedLayout());
        }
        packed.b().at(weights(b).address());
        run(packed, a, aOffset, bias, biasOffset, c, cOffset);
    }

    private void run(Plan plan, Floats from, int aOffset, Floats addend, int biasOffset, Floats to, int cOffset) {
        Gemm.within("a", from, aOffset, shape.aSize());
        Gemm.within("c", to, cOffset, shape.cSize());
        if (bias != null) {
            if (addend == null) {
                throw new IllegalArgumentException("bias must have " + shape.n() + " floats, was null");
            }
            Gemm.within("bias", addend, biasOffset, shape.n());
            bias.at(addend, biasOffset);
        }
        if (rounding != null) {
            rounding.source().at(from, aOffset);
            rounding.execution().run();
        } else {
            a.at(from, aOffset);
        }
        c.at(to, cOffset);
        plan.execution().run();
        if (shape.activation() == Activation.RELU) {
            rectify(to, cOffset);
        }
    }

    private void rectify(Floats c, int cOffset) {
        boolean dense = shape.ldc() == shape.n();
        int length = dense ? shape.m() * shape.n() : shape.n();
        for (int row = 0; row < (dense ? 1 : shape.m()); row++) {
            int at = cOffset + row * shape.ldc();
            elementwise.apply(Elementwise.Function.RELU, c, at, c, at, length);
        }
    }

    private Plan plan(memory.desc weights) {
        var part = scope.open();
        try {
            var description = description(weights);
            var b = Operand.of(weights);
            var scratch = Operand.owning(description.scratchpad_desc());
            return new Plan(b, new Execution(new matmul(description), MATMUL, a, b, bias, c, scratch));
        } finally {
            part.close();
        }
    }

    private matmul.primitive_desc description(memory.desc weights) {
        // The library's own scratch memory belongs to the thread that made a primitive; ours goes where the plan goes.
        var attributes = new primitive_attr();
        attributes.set_scratchpad_mode(dnnl.scratchpad_mode.user);
        var after = new post_ops();
        if (shape.accumulate()) {
            after.append_sum();
        }
        switch (shape.activation()) {
            case NONE, RELU -> {
                // oneDNN's rectifier turns NaN into 0, which would hide a broken network: ours follows the product.
            }
            case SIGMOID -> after.append_eltwise(dnnl.algorithm.eltwise_logistic, 0f, 0f);
            case TANH -> after.append_eltwise(dnnl.algorithm.eltwise_tanh, 0f, 0f);
        }
        attributes.set_post_ops(after);
        return bias == null ? new matmul.primitive_desc(OneDnn.ENGINE, layoutA, weights, c.memory().get_desc(), attributes, false)
                : new matmul.primitive_desc(OneDnn.ENGINE, layoutA, weights, bias.memory().get_desc(), c.memory().get_desc(), attributes,
                        false);
    }

    private memory.desc packedLayout() {
        if (packedLayout == null) {
            var part = scope.open();
            try {
                var any = new memory.desc(new long[]{shape.k(), shape.n()}, layoutA.get_data_type(), memory.format_tag.any);
                packedLayout = description(any).weights_desc();
            } finally {
                part.close();
            }
        }
        return packedLayout;
    }

    private Operand weights(Packed packed) {
        if (packed instanceof Weights w && w.shape().equals(shape)) {
            return w.memory();
        }
        throw new IllegalArgumentException("packed weights must come from a plan of the shape " + shape + ", were " + packed);
    }

    private static Rounding rounding(memory.desc stored, Operand rounded) {
        var source = Operand.of(stored);
        return new Rounding(source, new Execution(new reorder(source.memory(), rounded.memory()), REORDER, source, rounded));
    }

    /** Rows by columns of f32, stored row after row, or column after column where transposed. */
    private static memory.desc layout(int rows, int columns, int stride, boolean transposed) {
        return new memory.desc(new long[]{rows, columns}, memory.data_type.f32, transposed ? new long[]{1, stride} : new long[]{stride, 1});
    }

    @Override
    public void close() {
        if (once != null) {
            once.close();
        }
        scope.close();
    }

    /** What oneDNN chose, for tests and people. */
    @Override
    public String toString() {
        return description(packedLayout()).impl_info_str().getString();
    }
}
