package dev.reverie.compute;

import java.util.ArrayList;
import java.util.List;

/**
 * A matrix product on all threads: C [M, N] = act(op(A)·op(B) + bias), or C += op(A)·op(B).
 *
 * <p>A plan for one shape. C is cut into tiles by shape alone and each tile is one {@link Gemm}, so the number of threads changes no bit.
 * Pack B when it is used more than once.
 */
public final class Matmul implements AutoCloseable {
    /** A tile is worth a task from about this many multiply-adds on. */
    private static final long TILE_WORK = 1L << 21;
    private static final int MAX_TILES = 16;
    /** Tiles begin at multiples of this many rows or columns: a cache line of floats. */
    private static final int GRAIN = 16;
    /** So many times as wide as it is high, C is cut by columns in any precision. */
    private static final int WIDE = 8;

    /**
     * Dense operands.
     *
     * @param transposeA
     *            A is stored [K, M]
     * @param transposeB
     *            B is stored [N, K]
     * @param accumulate
     *            add to C; excludes bias and activation
     */
    public record Shape(int m, int k, int n, boolean transposeA, boolean transposeB, boolean accumulate, boolean bias,
            Activation activation,
            Precision precision) {
        public Shape {
            new Gemm.Shape(m, k, n, transposeA, transposeB, transposeA ? m : k, transposeB ? k : n, n, accumulate, bias, activation,
                    precision);
        }

        /** C = A·B in f32. */
        public static Shape of(int m, int k, int n) {
            return new Shape(m, k, n, false, false, false, false, Activation.NONE, Precision.F32);
        }

        public Shape transposeA(boolean is) {
            return new Shape(m, k, n, is, transposeB, accumulate, bias, activation, precision);
        }

        public Shape transposeB(boolean is) {
            return new Shape(m, k, n, transposeA, is, accumulate, bias, activation, precision);
        }

        public Shape accumulating() {
            return new Shape(m, k, n, transposeA, transposeB, true, bias, activation, precision);
        }

        public Shape withBias() {
            return new Shape(m, k, n, transposeA, transposeB, accumulate, true, activation, precision);
        }

        public Shape activated(Activation by) {
            return new Shape(m, k, n, transposeA, transposeB, accumulate, bias, by, precision);
        }

        public Shape in(Precision operands) {
            return new Shape(m, k, n, transposeA, transposeB, accumulate, bias, activation, operands);
        }
    }

    /** A rectangle of C and its product. */
    private record Tile(Gemm gemm, int row, int column) {
    }

    private final Shape shape;
    private final Engine engine;
    private final boolean byRows;
    private final List<Tile> tiles = new ArrayList<>();
    private Gemm.Packed[] packed;
    /** For a B of another precision, given plainly. */
    private Gemm.Packed[] once;

    private Matmul(Shape shape, Engine engine) {
        this.shape = shape;
        this.engine = engine;
        // Each tile rounds its rows of A to bfloat16, so that cutting columns rounds all of A again and again; little of it may be.
        this.byRows = shape.m() >= shape.n()
                || shape.precision() == Precision.BF16 && shape.m() >= 4 * GRAIN && WIDE * shape.m() >= shape.n();
        int extent = byRows ? shape.m() : shape.n();
        int parts = parts(shape, extent);
        for (int i = 0; i < parts; i++) {
            int from = cut(extent, parts, i);
            int size = cut(extent, parts, i + 1) - from;
            tiles.add(
                    byRows ? new Tile(engine.gemm(tile(size, shape.n())), from, 0) : new Tile(engine.gemm(tile(shape.m(), size)), 0, from));
        }
    }

    public static Matmul of(Shape shape) {
        return of(shape, Engine.current());
    }

    public static Matmul of(Shape shape, Engine engine) {
        return new Matmul(shape, engine);
    }

    public Shape shape() {
        return shape;
    }

    /** Packs B for the runs that name none. */
    public void pack(Floats b) {
        Floats.check("b", b, (long) shape.k() * shape.n());
        packed = packed == null ? room() : packed;
        pack(b, packed);
    }

    private Gemm.Packed[] room() {
        var room = new Gemm.Packed[tiles.size()];
        for (int i = 0; i < room.length; i++) {
            room[i] = i > 0 && tiles.get(i).gemm().shape().equals(tiles.get(i - 1).gemm().shape()) && byRows ? room[i - 1]
                    : tiles.get(i).gemm().allocate();
        }
        return room;
    }

    private void pack(Floats b, Gemm.Packed[] into) {
        engine.pool().run(into.length, i -> {
            if (i == 0 || into[i] != into[i - 1]) {
                tiles.get(i).gemm().pack(b, bOffset(tiles.get(i)), into[i]);
            }
        });
    }

    /** C from A and the packed B; bias is null where the shape has none. */
    public void run(Floats a, Floats bias, Floats c) {
        if (packed == null) {
            throw new IllegalStateException("B is not packed; call pack(b) first or give b to run");
        }
        run(a, packed, bias, c);
    }

    private void run(Floats a, Gemm.Packed[] b, Floats bias, Floats c) {
        check(a, bias, c);
        engine.pool().run(tiles.size(), i -> {
            var tile = tiles.get(i);
            tile.gemm().run(a, aOffset(tile), b[i], bias, tile.column(), c, cOffset(tile));
        });
    }

    /** C from A and B; bias is null where the shape has none. */
    public void run(Floats a, Floats b, Floats bias, Floats c) {
        Floats.check("b", b, (long) shape.k() * shape.n());
        if (shape.precision() == Precision.BF16) {
            // Otherwise every tile would round all that it needs of B.
            once = once == null ? room() : once;
            pack(b, once);
            run(a, once, bias, c);
            return;
        }
        check(a, bias, c);
        engine.pool().run(tiles.size(), i -> {
            var tile = tiles.get(i);
            tile.gemm().run(a, aOffset(tile), b, bOffset(tile), bias, tile.column(), c, cOffset(tile));
        });
    }

    @Override
    public void close() {
        tiles.forEach(tile -> tile.gemm().close());
        for (var room : new Gemm.Packed[][]{packed, once}) {
            for (int i = 0; room != null && i < room.length; i++) {
                room[i].close();
            }
        }
    }

    private void check(Floats a, Floats bias, Floats c) {
        Floats.check("a", a, (long) shape.m() * shape.k());
        Floats.check("c", c, (long) shape.m() * shape.n());
        if (shape.bias()) {
            Floats.check("bias", bias, shape.n());
        }
    }

    private Gemm.Shape tile(int m, int n) {
        return new Gemm.Shape(m, shape.k(), n, shape.transposeA(), shape.transposeB(), shape.transposeA() ? shape.m() : shape.k(),
                shape.transposeB() ? shape.k() : shape.n(), shape.n(), shape.accumulate(), shape.bias(), shape.activation(),
                shape.precision());
    }

    private int aOffset(Tile tile) {
        return shape.transposeA() ? tile.row() : tile.row() * shape.k();
    }

    private int bOffset(Tile tile) {
        return shape.transposeB() ? tile.column() * shape.k() : tile.column();
    }

    private int cOffset(Tile tile) {
        return tile.row() * shape.n() + tile.column();
    }

    private static int parts(Shape shape, int extent) {
        long work = (long) shape.m() * shape.k() * shape.n();
        long parts = Math.min(MAX_TILES, work / TILE_WORK);
        return (int) Math.max(1, Math.min(parts, extent / GRAIN));
    }

    /** Where part i of so many begins, on the grain. */
    private static int cut(int extent, int parts, int i) {
        return i == parts ? extent : (int) ((long) extent * i / parts) / GRAIN * GRAIN;
    }
}
