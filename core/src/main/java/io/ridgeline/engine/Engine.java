package io.ridgeline.engine;

import io.ridgeline.EngineException;
import io.ridgeline.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.openblas.global.openblas;
import org.bytedeco.pytorch.global.torch;

/** Starts libtorch once a process, with the thread counts that make results reproducible. */
public final class Engine {
  private static volatile boolean started;

  private Engine() {}

  /**
   * Loads the natives if this has not happened yet.
   *
   * @throws StoreException if they cannot be unpacked
   * @throws EngineException if there are none for this platform
   */
  public static void start() {
    if (!started) {
      load();
    }
  }

  /**
   * Fixes the number of intra-op threads of the calling thread. It is part of a result: the weight
   * gradients of convolutions differ in their last bits between one thread and two.
   */
  public static void useThreads(int threads) {
    start();
    torch.set_num_threads(threads);
  }

  /** The version of libtorch and its Java presets, such as {@code 2.10.0-1.5.13}. */
  public static String version() {
    String version = torch.class.getPackage().getImplementationVersion();
    return version == null ? "unknown" : version;
  }

  /** Native objects alive now; leak tests compare it before and after. */
  public static long liveObjects() {
    return Pointer.totalCount();
  }

  private static synchronized void load() {
    String platform = Loader.getPlatform();
    String library = "/org/bytedeco/pytorch/" + platform + "/" + System.mapLibraryName("torch_cpu");
    try {
      // A first start that was killed leaves a truncated file, and later starts would map it and
      // die of SIGBUS; checking the largest library first unpacks it again.
      Loader.cacheResource(torch.class, library);
      openblas.blas_set_num_threads(1);
      torch.set_num_threads(1);
      started = true;
    } catch (IOException | UnsatisfiedLinkError | NoClassDefFoundError e) {
      if (Engine.class.getResource(library) == null) {
        throw new EngineException(
            "there are no native libraries for "
                + platform
                + "; there are for linux-x86_64, macosx-arm64, macosx-x86_64 and windows-x86_64",
            e);
      }
      throw new StoreException(
          StoreException.Reason.IO,
          nativeCache(),
          "cannot unpack the native libraries ("
              + e.getMessage()
              + "). This folder needs 500 MB of free space and write permission; set"
              + " -Dorg.bytedeco.javacpp.cachedir=FOLDER to use another one",
          e);
    }
  }

  /** Where the native libraries are unpacked, by JavaCPP's rule; the folder may not exist yet. */
  public static Path nativeCache() {
    String named = System.getProperty("org.bytedeco.javacpp.cachedir");
    return named == null
        ? Path.of(System.getProperty("user.home"), ".javacpp", "cache")
        : Path.of(named);
  }
}
