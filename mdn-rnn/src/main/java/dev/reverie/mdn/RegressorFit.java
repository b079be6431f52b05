package dev.reverie.mdn;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * Parameters of a regressor's network and how good they are.
 *
 * @param loss
 *            of held-out rows, standardised; 0 where there are none
 */
record RegressorFit(float[] parameters, double loss) {
    /** The first of the two where both are as good. */
    RegressorFit better(RegressorFit earlier) {
        return earlier == null || loss < earlier.loss || Double.isNaN(earlier.loss) ? this : earlier;
    }

    /** Writes one for a checkpoint; null for none. */
    static void write(DataOutputStream out, RegressorFit fit) throws IOException {
        out.writeBoolean(fit != null);
        if (fit != null) {
            out.writeDouble(fit.loss);
            for (float value : fit.parameters) {
                out.writeFloat(value);
            }
        }
    }

    /** Reads what {@link #write} wrote, of so many parameters. */
    static RegressorFit read(DataInputStream in, int size) throws IOException {
        if (!in.readBoolean()) {
            return null;
        }
        double loss = in.readDouble();
        var values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = in.readFloat();
        }
        return new RegressorFit(values, loss);
    }
}
