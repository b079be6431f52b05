package dev.reverie.envs.carracing;

/**
 * Where a race is held: a track and its colours, both from one stream of random numbers.
 *
 * @param track
 *            what is driven on
 * @param colours
 *            what it looks like
 */
public record Course(Track track, Colours colours) {
    /**
     * The course that Gymnasium's CarRacing has after {@code reset(seed=seed)}.
     *
     * @param seed
     *            numpy's; a negative one is read as a number of 64 bits without a sign
     * @param randomColours
     *            whether the colours are random, too; then another track belongs to the seed
     */
    public static Course of(long seed, boolean randomColours) {
        var random = new NumpyRandom(seed);
        var colours = randomColours ? Colours.random(random) : Colours.standard();
        return new Course(TrackWalk.closed(random), colours);
    }
}
