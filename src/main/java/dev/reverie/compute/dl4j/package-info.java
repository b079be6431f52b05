/**
 * DL4J layers whose forward and backward passes are this engine's: what V and M are made of.
 *
 * <p>A layer is two classes, as everywhere in DL4J: a configuration ({@link dev.reverie.compute.dl4j.EngineLayerConfig}), which is written
 * to JSON and says which parameters there are, and the layer itself ({@link dev.reverie.compute.dl4j.EngineLayer}, or {@link
 * dev.reverie.compute.dl4j.EngineOutputLayer} for the last one), which computes. Everything they see is {@link dev.reverie.compute.Floats}
 * on ND4J's own memory; DL4J keeps the flat parameters, the updaters, the listeners and the clipping of gradients. All arrays are [N,
 * features] to DL4J.
 *
 * <pre>{@code
 * var adam = new EngineAdam(LearningRate.constant(1e-3)); // or any of DL4J's updaters
 * var configuration = Networks.builder(seed, adam).list()
 *         .layer(new Hidden(inputs, 64))       // extends EngineLayerConfig
 *         .layer(new Squares(64, outputs))     // its layer extends EngineOutputLayer
 *         .build();
 * var network = new MultiLayerNetwork(configuration);
 * network.init();
 * network.fit(x, labels);
 * Networks.save(network, file, true, Map.of());
 * MultiLayerNetwork again = Networks.load(file).network();
 * }</pre>
 *
 * <p>{@link dev.reverie.compute.dl4j.TrainingLoop} trains such a network, with checkpoints and a metric log, for a {@link
 * dev.reverie.compute.dl4j.TrainingTask}.
 *
 * <p>The score of such a network is a mean over the batch, and so are its gradients: DL4J must not divide them again, which {@link
 * dev.reverie.compute.dl4j.Networks#builder} sees to.
 */
package dev.reverie.compute.dl4j;
