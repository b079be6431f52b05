package dev.reverie.compute;

/**
 * Functions applied to every element, on the calling thread. In place is allowed (same buffer, same offset); a value's result does not
 * depend on where in the buffer it stands. NaN in gives NaN out.
 */
public interface Elementwise {
    /** What {@link #apply} computes. */
    enum Function {
        EXP, LOG, RELU, SIGMOID, TANH;

        /** The function that an activation is; it must not be NONE. */
        public static Function of(Activation activation) {
            return valueOf(activation.name());
        }

        /** The value in double: the definition. */
        public double of(double x) {
            return switch (this) {
                case EXP -> Math.exp(x);
                case LOG -> Math.log(x);
                case RELU -> Activation.RELU.of(x);
                case SIGMOID -> Activation.SIGMOID.of(x);
                case TANH -> Activation.TANH.of(x);
            };
        }
    }

    /** y[i] = f(x[i]) for {@code length} elements from the two offsets on. */
    void apply(Function f, Floats x, int xOffset, Floats y, int yOffset, int length);

    /** dy[i] *= slope of the activation at output y[i]. */
    void backward(Activation activation, Floats y, int yOffset, Floats dy, int dyOffset, int length);

    /** y[i] += x[i]. */
    void add(Floats x, int xOffset, Floats y, int yOffset, int length);
}
