package dev.reverie.mdn;

import java.util.List;

/**
 * The layers of a {@link MdnRegressor}'s network, {@link HiddenLayer}s and a {@link MixtureLayer}, as they lie in its flat parameters: of
 * each [W; b], so that a bias is the weight of one more input that is always 1.
 *
 * @param inputs
 *            P, handed on to every layer
 * @param hidden
 *            tanh units of the layers before the last
 * @param outputs
 *            of the last
 */
record ParameterLayout(int inputs, List<Integer> hidden, int outputs) {
    ParameterLayout {
        hidden = List.copyOf(hidden);
    }

    int count() {
        return hidden.size() + 1;
    }

    /** Numbers that layer l makes. */
    int units(int l) {
        return l == hidden.size() ? outputs : hidden.get(l);
    }

    /** Of what layer l sees, those that the layer before it makes; they come first. */
    int learned(int l) {
        return l == 0 ? 0 : hidden.get(l - 1);
    }

    /** All that layer l sees: these, the inputs, and 1. */
    int seen(int l) {
        return learned(l) + inputs + 1;
    }

    /** Where the [seen, units] numbers of layer l begin. */
    int offset(int l) {
        return l == 0 ? 0 : offset(l - 1) + seen(l - 1) * units(l - 1);
    }

    int parameters() {
        int last = hidden.size();
        return offset(last) + seen(last) * outputs;
    }

    /** The most numbers that a row has anywhere. */
    int widest() {
        int widest = outputs;
        for (int l = 0; l < count(); l++) {
            widest = Math.max(widest, seen(l));
        }
        return widest;
    }
}
