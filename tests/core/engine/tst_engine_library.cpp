// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <dlfcn.h>

#include <cstdlib>

#include "engine_fixture.h"

using namespace sb;
using namespace sb::engine;
namespace fs = std::filesystem;

class TstEngineLibrary : public QObject {
  Q_OBJECT

 private slots:
  void init() { qunsetenv(EngineVariable); }
  void cleanup() { qunsetenv(EngineVariable); }

  void missingNamesEveryPlaceAndTheCommand() {
    const auto library = EngineLibrary::find({"/nowhere/one", "/nowhere/two"});
    QVERIFY(!library);
    QCOMPARE(library.error().code, ErrorCode::EngineMissing);
    const QString text = QString::fromStdString(library.error().text());
    for (const char* part : {"/nowhere/one/_libwasmtime.so", "/nowhere/two/_libwasmtime.so", "./dev engine",
                             EngineVariable, "50.0.1"}) {
      QVERIFY2(text.contains(part), qPrintable(text));
    }
  }

  void theVariableGoesFirstAndIsNotPassedOver() {
    qputenv(EngineVariable, "/nowhere/engine.so");
    const auto library = EngineLibrary::find({fs::path(SPLICEBOARD_SOURCE_DIR) / "build/engine"});
    QVERIFY(!library);
    QCOMPARE(library.error().code, ErrorCode::EngineMissing);
    QVERIFY(
        QString::fromStdString(library.error().text()).contains("named by the variable SPLICEBOARD_ENGINE"));
  }

  void aFileThatIsNoLibrary() {
    QTemporaryDir folder;
    QFile file(folder.filePath("_libwasmtime.so"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("not a library");
    file.close();
    const auto library = EngineLibrary::find({folder.path().toStdString()});
    QVERIFY(!library);
    QCOMPARE(library.error().code, ErrorCode::EngineFailed);
  }

  void anotherLibrary() {
    // One that this program has loaded: the C library.
    Dl_info cLibrary{};
    QVERIFY(::dladdr(reinterpret_cast<const void*>(&std::getenv), &cLibrary) != 0);
    const auto library = EngineLibrary::open(cLibrary.dli_fname);
    QVERIFY(!library);
    QCOMPARE(library.error().code, ErrorCode::EngineMismatch);
    QVERIFY(QString::fromStdString(library.error().text()).contains("not the engine"));
  }

  void anotherVersion() {
    // A stand-in with the versioned symbol of another major, made on the spot.
    QTemporaryDir folder;
    QProcess compiler;
    compiler.setWorkingDirectory(folder.path());
    compiler.start("cc", {"-shared", "-fPIC", "-x", "c", "-", "-o", "other.so"});
    QVERIFY2(compiler.waitForStarted(), "no C compiler");
    compiler.write("void resolve_vmctx_memory_ptr_49_0_0(void) {}\n");
    compiler.closeWriteChannel();
    QVERIFY(compiler.waitForFinished());
    const auto library = EngineLibrary::open(folder.filePath("other.so").toStdString());
    QVERIFY(!library);
    QCOMPARE(library.error().code, ErrorCode::EngineMismatch);
    QVERIFY(QString::fromStdString(library.error().text())
                .contains("version 49 of the engine, version 50.0.1 is needed"));
  }

  void folders() {
    qputenv("XDG_DATA_HOME", "/data");
    const auto list = engineFolders("/build", "/usr");
    QCOMPARE(list, (std::vector<fs::path>{"/build/engine", "/data/spliceboard/engine/50.0.1",
                                          "/usr/lib/spliceboard"}));
    qunsetenv("XDG_DATA_HOME");
    qputenv("HOME", "/home/a");
    QCOMPARE(engineFolders({}, {}),
             (std::vector<fs::path>{"/home/a/.local/share/spliceboard/engine/50.0.1"}));
  }

  void opensTheEngine() {
    SB_NEED_ENGINE();
    QVERIFY(enginetest::engine()->api().wasmtime_component_new != nullptr);
    // The variable may also name the folder.
    qputenv(EngineVariable, enginetest::engine()->file().parent_path().c_str());
    const auto again = EngineLibrary::find({});
    QVERIFY(again);
  }
};

QTEST_APPLESS_MAIN(TstEngineLibrary)
#include "tst_engine_library.moc"
