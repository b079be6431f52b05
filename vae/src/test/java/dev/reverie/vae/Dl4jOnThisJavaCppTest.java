package dev.reverie.vae;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** ND4J M2.1 was built on JavaCPP 1.5.7 and OpenBLAS 0.3.19; the build moves both. What V and M need of it still holds. */
class Dl4jOnThisJavaCppTest {
    private static final int ROWS = 64;

    private static MultiLayerNetwork network() {
        var configuration = new NeuralNetConfiguration.Builder()
                .seed(7)
                .updater(new Adam(0.01))
                .list()
                .layer(new DenseLayer.Builder().nIn(4).nOut(32).activation(Activation.TANH).build())
                .layer(new OutputLayer.Builder(LossFunction.MSE).nIn(32).nOut(2).activation(Activation.IDENTITY).build())
                .build();
        var network = new MultiLayerNetwork(configuration);
        network.init();
        return network;
    }

    /** y = (x0 · x1, x2 − x3), which no linear map fits. */
    private static DataSet data() {
        Nd4j.getRandom().setSeed(7);
        INDArray x = Nd4j.rand(ROWS, 4).muli(2).subi(1);
        INDArray product = x.getColumn(0).mul(x.getColumn(1));
        INDArray difference = x.getColumn(2).sub(x.getColumn(3));
        return new DataSet(x, Nd4j.hstack(product.reshape(ROWS, 1), difference.reshape(ROWS, 1)));
    }

    @Test
    void scoreFallsUnderAdam() {
        var network = network();
        var data = data();
        double before = network.score(data);
        for (int step = 0; step < 200; step++) {
            network.fit(data);
        }
        assertTrue(network.score(data) < before / 10, before + " fell only to " + network.score(data));
    }

    @Test
    void restoredNetworkContinuesIdentically(@TempDir Path folder) throws IOException {
        var network = network();
        var data = data();
        for (int step = 0; step < 5; step++) {
            network.fit(data);
        }
        File file = folder.resolve("model.zip").toFile();
        ModelSerializer.writeModel(network, file, true);
        var restored = ModelSerializer.restoreMultiLayerNetwork(file, true);
        assertEquals(network.params(), restored.params());

        network.fit(data);
        restored.fit(data);
        assertEquals(network.params(), restored.params());
    }

    @Test
    void productIsRightOnThisOpenBlas() {
        Nd4j.getRandom().setSeed(7);
        INDArray a = Nd4j.rand(33, 65);
        INDArray b = Nd4j.rand(65, 17);
        INDArray product = a.mmul(b);
        for (int row = 0; row < 33; row++) {
            for (int column = 0; column < 17; column++) {
                double sum = 0;
                for (int k = 0; k < 65; k++) {
                    sum += (double) a.getFloat(row, k) * b.getFloat(k, column);
                }
                assertEquals(sum, product.getFloat(row, column), 1e-4);
            }
        }
    }

    @Test
    void everyNativeLibraryIsOfOneJavaCpp() throws IOException {
        assertEquals(Loader.getVersion(), Loader.getVersion("org.bytedeco", "javacpp"));
        String openblasVersion = Loader.getVersion("org.bytedeco", "openblas");
        assertTrue(openblasVersion.endsWith("-" + Loader.getVersion()), openblasVersion);
        assertTrue(openblas.blas_get_num_threads() >= 1);
    }
}
