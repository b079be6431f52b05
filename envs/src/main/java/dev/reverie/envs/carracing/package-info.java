/**
 * The parts of {@link dev.reverie.envs.CarRacing}, which do not know what an environment is.
 *
 * <p>A {@link dev.reverie.envs.carracing.Course} is a track with its colours, random but the same for the same seed as Gymnasium's; a
 * {@link dev.reverie.envs.carracing.Race} is a car on it and what it earns; a {@link dev.reverie.envs.carracing.Picture} shows it.
 *
 * <pre>{@code
 * var course = Course.of(7, false);
 * var race = new Race(0.95);
 * race.start(course.track());
 * double earned = 0;
 * for (int t = 0; t < 100; t++) {
 *     earned += race.step(0, 0.1, 0);
 * }
 * var picture = Picture.faithful();
 * picture.use(course.colours());
 * byte[] pixels = picture.of(race);
 * }</pre>
 *
 * <p>The track comes from {@code TrackWalk} on the numbers of {@code NumpyRandom}. The car is {@code Body}s held together by {@code
 * Joint}s, in Box2D's floats, pushed by {@code Wheel}s, in Python's doubles; {@code Road} says what they roll on. The picture is a {@code
 * Scene} that a {@code Camera} projects onto a {@code Canvas} of samples, which {@code Shrink} averages, and a {@code Dashboard} below.
 */
package dev.reverie.envs.carracing;
