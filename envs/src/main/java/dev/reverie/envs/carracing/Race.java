package dev.reverie.envs.carracing;

/**
 * A car on a track and what it earns there; no picture.
 *
 * <p>A step lasts 1/50 s and costs 0.1; the first wheel on a tile of N earns 1000/N. Whoever leaves the field gets −100 for that step
 * instead.
 */
public final class Race {
    /** Half the side of the square field, in metres. */
    static final double FIELD = 2000 / 6.0;
    private static final double DT = 1.0 / 50;

    private final double lapCompletePercent;
    final Car car = new Car();
    private final Road.Visits visits = this::visit;
    private Road road;
    private double seconds;
    private double score;
    private double paid;
    private double shownScore;
    private boolean lapComplete;

    /**
     * Nobody drives yet.
     *
     * @param lapCompletePercent
     *            the share of the tiles, 0..1, of which more must have been visited when the car comes to tile 0 for its lap to be complete
     */
    public Race(double lapCompletePercent) {
        if (!(lapCompletePercent >= 0 && lapCompletePercent <= 1)) {
            throw new IllegalArgumentException("lapCompletePercent must be in 0..1, was " + lapCompletePercent);
        }
        this.lapCompletePercent = lapCompletePercent;
    }

    /** Puts the car at the first point of a track, for one step without a driver; tiles that this earns are paid with the first step. */
    public void start(Track track) {
        road = new Road(track);
        seconds = 0;
        score = 0;
        paid = 0;
        lapComplete = false;
        car.place(track.x()[0], track.y()[0], track.beta()[0]);
        advance();
    }

    /**
     * One step.
     *
     * @param steer
     *            −1 (left) to 1
     * @param gas
     *            0..1
     * @param brake
     *            0..1
     * @return the reward
     */
    public double step(double steer, double gas, double brake) {
        if (road == null) {
            throw new IllegalStateException("step before start: call start(track) first");
        }
        car.control(-steer, gas, brake);
        advance();
        score -= 0.1;
        double reward = score - paid;
        paid = score;
        return isOffField() ? -100 : reward;
    }

    private void advance() {
        car.drive(DT);
        road.feel(car, visits);
        car.move((float) DT);
        shownScore = score;
        seconds += DT;
    }

    private void visit(int tile) {
        double tiles = road.track.tiles();
        score += 1000.0 / tiles;
        lapComplete |= tile == 0 && road.visits() / tiles > lapCompletePercent;
    }

    /** Whether the car has left the field; the episode is over. */
    public boolean isOffField() {
        return Math.abs(car.hull.x) > FIELD || Math.abs(car.hull.y) > FIELD;
    }

    /** Whether every tile was visited. */
    public boolean isAllVisited() {
        return road.visits() == road.track.tiles();
    }

    /** Whether the car came to tile 0 after enough of the others. */
    public boolean isLapComplete() {
        return lapComplete;
    }

    /** Stands still in a moment of another race: the car was put there, this is the time and what was earned. For pictures. */
    void freeze(double seconds, double shownScore) {
        this.seconds = seconds;
        this.shownScore = shownScore;
        car.follow();
    }

    public Track track() {
        return road.track;
    }

    Road road() {
        return road;
    }

    /** Since the start. */
    double seconds() {
        return seconds;
    }

    /** What the instruments show as earned: all but the cost of the step just made. */
    double shownScore() {
        return shownScore;
    }

    /** Where the hull's origin is, in metres. */
    public double x() {
        return car.hull.x;
    }

    public double y() {
        return car.hull.y;
    }

    /** Of the hull, in radians, counter-clockwise; at 0 it looks along the y axis. */
    public double angle() {
        return car.hull.angle;
    }

    /** Velocity of the hull's centre of mass, in m/s. */
    public double vx() {
        return car.hull.vx;
    }

    public double vy() {
        return car.hull.vy;
    }

    /** Of the hull, in radians a second, counter-clockwise. */
    public double spin() {
        return car.hull.spin;
    }

    /** 0..4. */
    public int wheelsOnGrass() {
        int count = 0;
        for (var wheel : car.wheels) {
            count += wheel.tiles == 0 ? 1 : 0;
        }
        return count;
    }
}
