package dev.reverie.mdn;

import java.util.ArrayList;
import java.util.List;

/** The five noise models that are here keep the contract. */
class GaussianNoiseTest implements NoiseModelContract {
    @Override
    public List<NoiseModel> models() {
        var models = new ArrayList<NoiseModel>();
        for (var scale : List.of(Scale.CLAMPED, new Scale.Softplus(0.05))) {
            models.addAll(List.of(new NoiseModel.Full(scale), new NoiseModel.Diagonal(scale), new NoiseModel.Isotropic(scale),
                    new NoiseModel.SharedIsotropic(scale)));
        }
        models.add(new NoiseModel.Fixed(0.4));
        return models;
    }
}
