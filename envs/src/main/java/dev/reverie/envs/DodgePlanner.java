package dev.reverie.envs;

/**
 * How a {@link TakeCoverDodger} decides: every candidate is up to three stretches of one key each; a body is moved along it and compared
 * with where the fireballs will be.
 *
 * <p>Fireballs fly straight, so what is in the air is known. An imp with raised arms is known too: it will throw at where the candidate has
 * the body by then. Throws further ahead are not, but leave more than a second to get out of their way. Of several candidates that are
 * never hit, the one that stays farthest from all fireballs is best, and then the one that ends nearest to the middle of the room.
 */
final class DodgePlanner {
    /** Tics looked ahead: the flight of a fireball from an imp at the far end of the row, and the raised arms before it. */
    private static final int HORIZON = 76;
    /** Where the first and the second stretch of a candidate end; the others hold their last key. */
    private static final int[] FIRST = {1, 3, 6, 10, 15, 22, 32};
    private static final int[] SECOND = {4, 9, 16, 28};
    private static final double REACH = Fireball.RADIUS + TakeCoverPlayer.RADIUS;
    /** More room than this is not better. */
    private static final double ROOM = 14;
    private static final double MIDDLE_WEIGHT = 4;
    /** A plan that nothing endangers is thought over again after so many tics. */
    private static final int KEPT = 4;

    private final int frameSkip;
    private final TakeCoverPlayer body = new TakeCoverPlayer();
    /** Where the body is after so many tics. */
    private final double[] bodyX = new double[HORIZON + 1];
    private final double[] bodyY = new double[HORIZON + 1];
    /** Of the plan that was best last time: what is left of it is a candidate again. */
    private int[] plan = new int[HORIZON];
    private int[] candidate = new int[HORIZON];
    private TakeCoverGame game;
    private double best;
    /** Tics since all candidates were last compared. */
    private int age = KEPT;

    /** One who is asked every {@code frameSkip} tics. */
    DodgePlanner(int frameSkip) {
        this.frameSkip = frameSkip;
    }

    /** 1 to the left, 0 to stay, −1 to the right. */
    int direction(TakeCoverGame state) {
        game = state;
        best = Double.NEGATIVE_INFINITY;
        int left = Math.max(0, HORIZON - frameSkip);
        System.arraycopy(plan, HORIZON - left, candidate, 0, left);
        fill(left, HORIZON, plan[HORIZON - 1]);
        consider();
        age += frameSkip;
        if (age < KEPT && best >= -MIDDLE_WEIGHT) {
            return plan[0];
        }
        age = 0;
        for (int one = -1; one <= 1; one++) {
            for (int first : FIRST) {
                for (int two = -1; two <= 1; two++) {
                    if (two != one) {
                        afterFirst(one, Math.max(first, frameSkip), two);
                    }
                }
            }
            fill(0, HORIZON, one);
            consider();
        }
        return plan[0];
    }

    private void afterFirst(int one, int first, int two) {
        for (int second : SECOND) {
            for (int three = -1; three <= 1; three++) {
                if (three != two) {
                    fill(0, first, one);
                    fill(first, first + second, two);
                    fill(first + second, HORIZON, three);
                    consider();
                }
            }
        }
        fill(0, first, one);
        fill(first, HORIZON, two);
        consider();
    }

    private void fill(int from, int to, int direction) {
        for (int tic = from; tic < Math.min(to, HORIZON); tic++) {
            candidate[tic] = direction;
        }
    }

    /** Keeps the candidate as the plan if it is better. */
    private void consider() {
        body.become(game.player());
        for (int tic = 0; tic < HORIZON; tic++) {
            bodyX[tic] = body.x();
            bodyY[tic] = body.y();
            body.move(candidate[tic]);
        }
        bodyX[HORIZON] = body.x();
        bodyY[HORIZON] = body.y();
        double score = score();
        if (score > best) {
            best = score;
            int[] old = plan;
            plan = candidate;
            candidate = old;
        }
    }

    private double score() {
        double aside = (bodyY[HORIZON] - TakeCoverPlayer.START_Y) / TakeCoverPlayer.START_Y;
        double score = -MIDDLE_WEIGHT * aside * aside;
        for (int i = 0; i < game.fireballs().size(); i++) {
            var fireball = game.fireballs().get(i);
            if (!fireball.exploded()) {
                score -= danger(fireball.x(), fireball.y(), fireball.vx(), fireball.vy(), fireball.steps(), 0);
            }
        }
        for (int i = 0; i < game.imps().size(); i++) {
            int thrown = game.imps().get(i).throwsIn();
            if (thrown > 0) {
                var fireball = new Fireball(Imp.X, game.imps().get(i).y(), bodyX[thrown], bodyY[thrown]);
                // It flies its first tic in that of the throw.
                score -= danger(fireball.x(), fireball.y(), fireball.vx(), fireball.vy(), fireball.steps(), thrown - 1);
            }
        }
        return score;
    }

    /** How bad a fireball is that is at (x, y) after {@code start} tics: 0 if it stays far, above 1000 if it hits, the more the sooner. */
    private double danger(double x, double y, double vx, double vy, int steps, int start) {
        if (vx >= 0) {
            return 0;
        }
        double room = ROOM;
        int from = Math.max(start + 1, start + (int) ((bodyX[0] + REACH - x) / vx) - 2);
        for (int tic = from; tic <= HORIZON; tic++) {
            for (int step = 1; step <= steps; step++) {
                double flown = tic - start - 1 + (double) step / steps;
                double aheadBy = x + vx * flown - bodyX[tic];
                if (aheadBy <= -REACH) {
                    return ROOM - room;
                }
                if (aheadBy < REACH) {
                    double gap = Math.abs(y + vy * flown - bodyY[tic]) - REACH;
                    if (gap < 0) {
                        return 1000 + 10 * (HORIZON - tic);
                    }
                    room = Math.min(room, gap);
                }
            }
        }
        return ROOM - room;
    }
}
