package dev.reverie.compute;

class FastEngineTest implements KernelContract {
    @Override
    public Engine engine(int threads) {
        return Engine.fast(threads);
    }
}
