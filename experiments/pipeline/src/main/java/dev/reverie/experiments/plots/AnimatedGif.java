package dev.reverie.experiments.plots;

import dev.reverie.core.AtomicFile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * A film that any browser plays, over and over. Each frame has the 256 colours that Java's writer picks for it.
 */
public final class AnimatedGif {
    private static final String FORMAT = "javax_imageio_gif_image_1.0";

    private AnimatedGif() {
    }

    /**
     * Saves a film, whole or not at all.
     *
     * @param pictures
     *            at least one, all of one size, such as {@link FilmStrip#picture} of single steps
     * @param file
     *            ends with .gif
     * @param millis
     *            each is shown; a multiple of 10, at least 20, since browsers slow down what is faster
     */
    public static void save(List<BufferedImage> pictures, Path file, int millis) {
        if (pictures.isEmpty()) {
            throw new IllegalArgumentException("pictures must be at least one, were none");
        }
        if (millis < 20 || millis % 10 != 0) {
            throw new IllegalArgumentException("millis must be a multiple of 10, at least 20, was " + millis);
        }
        if (!file.toString().endsWith(".gif")) {
            throw new IllegalArgumentException("file must end with .gif, was " + file);
        }
        AtomicFile.write(file, out -> {
            var writer = Figures.writer("gif");
            // not ImageIO's own stream: after a full disk, that fails once more when the JVM ends
            try (var stream = new MemoryCacheImageOutputStream(out)) {
                writer.setOutput(stream);
                writer.prepareWriteSequence(null);
                for (var picture : pictures) {
                    writer.writeToSequence(new IIOImage(picture, null, timing(writer, picture, millis)), null);
                }
                writer.endWriteSequence();
            } finally {
                writer.dispose();
            }
        });
    }

    private static IIOMetadata timing(ImageWriter writer, BufferedImage picture, int millis) throws IOException {
        var metadata = writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(picture), null);
        var root = (IIOMetadataNode) metadata.getAsTree(FORMAT);
        var control = child(root, "GraphicControlExtension");
        control.setAttribute("disposalMethod", "none");
        control.setAttribute("userInputFlag", "FALSE");
        control.setAttribute("transparentColorFlag", "FALSE");
        control.setAttribute("delayTime", Integer.toString(millis / 10));
        control.setAttribute("transparentColorIndex", "0");
        var loop = new IIOMetadataNode("ApplicationExtension");
        loop.setAttribute("applicationID", "NETSCAPE");
        loop.setAttribute("authenticationCode", "2.0");
        // sub-block 1, then how often, 0 for ever, low byte first
        loop.setUserObject(new byte[]{1, 0, 0});
        child(root, "ApplicationExtensions").appendChild(loop);
        metadata.setFromTree(FORMAT, root);
        return metadata;
    }

    private static IIOMetadataNode child(IIOMetadataNode root, String name) {
        for (int i = 0; i < root.getLength(); i++) {
            if (root.item(i).getNodeName().equals(name)) {
                return (IIOMetadataNode) root.item(i);
            }
        }
        var node = new IIOMetadataNode(name);
        root.appendChild(node);
        return node;
    }
}
