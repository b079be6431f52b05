package dev.reverie.compute;

class PlainEngineTest implements KernelContract {
    @Override
    public Engine engine(int threads) {
        return Engine.plain(threads);
    }
}
