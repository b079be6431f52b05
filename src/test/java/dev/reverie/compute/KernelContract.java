package dev.reverie.compute;

/**
 * What every way of computing must do: agree with the references, keep its hands off what is not its own, give a value the same bits
 * wherever it stands, survive any input, and refuse buffers that are too small by name. To hold another engine to it, implement {@link
 * #engine} in a test class.
 */
public interface KernelContract extends ElementwiseContract, RowMathContract, SamplingContract, LstmCellContract, PatchesContract,
        MixtureRowsContract, AdamStepContract, CombinationsContract, GemmContract, MatmulContract, LstmContract, TransformerContract,
        ConvolutionContract,
        ConvolutionChainContract {
}
