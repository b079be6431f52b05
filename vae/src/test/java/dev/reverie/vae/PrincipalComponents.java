package dev.reverie.vae;

/** Probabilistic principal components (Tipping and Bishop 1999): x = W·u + s·ε with u, ε ~ N(0, I). */
final class PrincipalComponents {
    private PrincipalComponents() {
    }

    /**
     * The least that the loss of a VAE of standardised data x = F·u can be: −E log p(x) without the constant ½ n log 2πs², for the best
     * model of that noise.
     *
     * @param standardised
     *            [n][2]
     */
    static double loss(double[][] standardised, double noise) {
        // The two eigenvalues that are not 0 of F·Fᵀ are those of FᵀF.
        double a = 0;
        double b = 0;
        double c = 0;
        for (var row : standardised) {
            a += row[0] * row[0];
            b += row[0] * row[1];
            c += row[1] * row[1];
        }
        double middle = (a + c) / 2;
        double apart = Math.sqrt((a - c) * (a - c) / 4 + b * b);
        double s = noise * noise;
        double loss = 0;
        for (double eigenvalue : new double[]{middle + apart, middle - apart}) {
            // The best model has the variance of the data along a component, if that is above the noise: ½ log(λ/s²) + ½.
            loss += 0.5 * Math.log(eigenvalue / s) + 0.5;
        }
        return loss;
    }

    static double loss(float[][] factors, double noise) {
        var standardised = new double[factors.length][2];
        for (int i = 0; i < factors.length; i++) {
            double deviation = Math.hypot(factors[i][0], factors[i][1]);
            standardised[i][0] = factors[i][0] / deviation;
            standardised[i][1] = factors[i][1] / deviation;
        }
        return loss(standardised, noise);
    }
}
