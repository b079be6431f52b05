package dev.reverie.compute;

/** How a product is computed: operands in this precision, sums always in f32. */
public enum Precision {
    /** 32-bit operands. */
    F32,
    /** Operands rounded to bfloat16 (8 bits of mantissa): about twice as fast where the CPU has it, within 2e-2 of the norm. */
    BF16
}
