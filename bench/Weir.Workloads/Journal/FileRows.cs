using Microsoft.Win32.SafeHandles;
using Weir.Workloads.Measuring;

namespace Weir.Workloads.Journal;

/// <summary>Runs at once that are kept in one file, beside a loop that writes the same bytes.</summary>
internal static class FileRows
{
    private const int Runs = 8;
    private const int StepsPerRun = 10;

    // How many calls of Weir the floor repeats, so that it flushes as often as they do on average.
    private const int Captured = 50;

    public static async Task<IReadOnlyList<Row>> AllAsync()
    {
        var folder = Directory.CreateTempSubdirectory("weir-journal-");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Delete(recursive: true);
        var store = await FileRunStore.OpenAsync(Path.Combine(folder.FullName, "runs.jsonl"));
        var weir = new KeptRuns(store, new Executor(new ExecutorOptions { Store = store }));
        var floor = new BareFile(Path.Combine(folder.FullName, "bare"), await weir.CaptureAsync(Captured));
        return
        [
            new Row($"journal-file: {Runs} runs at once", "ns/step", Runs * StepsPerRun, new Goal { Ratio = 1.4 }) { Suspends = true }
                .Add(Role.Weir, weir.RunAsync, static isRight => isRight)
                .AddFloor(floor.RunAsync, static isRight => isRight),
        ];
    }

    private sealed class KeptRuns(FileRunStore store, Executor executor)
    {
        private readonly Pipeline<int, int> _pipeline = EventRows.Durable(StepsPerRun);
        private readonly Task<int>[] _tasks = new Task<int>[Runs];
        private long _length;
        private long _least;

        /// <summary>Eight runs. True: all gave what they should, and the file has grown by their lines.</summary>
        public async ValueTask<bool> RunAsync()
        {
            for (var i = 0; i < Runs; i++)
            {
                _tasks[i] = OneAsync();
            }

            var outputs = await Task.WhenAll(_tasks);
            var before = _length;
            _length = new FileInfo(store.Path).Length;
            return _length - before >= _least && Array.TrueForAll(outputs, static output => output == 1 + StepsPerRun);
        }

        /// <summary>What calls write, flush by flush. They say too how much the file grows at least.</summary>
        public async Task<byte[][][]> CaptureAsync(int calls)
        {
            List<byte[]> writes = [];
            var captured = new byte[calls][][];
            store.File.BeforeWrite = (_, bytes, _) => writes.Add(bytes.ToArray());
            for (var i = 0; i < calls; i++)
            {
                writes.Clear();
                await RunAsync();
                captured[i] = [.. writes];
            }

            store.File.BeforeWrite = null;

            // The durations of steps have more or fewer digits.
            _least = captured.Min(static one => one.Sum(static bytes => bytes.Length)) * 9 / 10;
            return captured;
        }

        private async Task<int> OneAsync()
        {
            using var run = await executor.RunAsync(_pipeline, 1);
            return run.Output;
        }
    }

    private sealed class BareFile(string path, byte[][][] calls)
    {
        private readonly SafeFileHandle _file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite);
        private long _end;
        private int _next;

        // On the pool, as Weir's writer: a thread that blocks again and again gets a busy machine's processors later than one that comes fresh.
        public async ValueTask<bool> RunAsync()
        {
            foreach (var bytes in calls[_next++ % calls.Length])
            {
                await Task.Run(() => Append(bytes));
            }

            return RandomAccess.GetLength(_file) == _end;
        }

        private void Append(byte[] bytes)
        {
            RandomAccess.Write(_file, bytes, _end);
            RandomAccess.FlushToDisk(_file);
            _end += bytes.Length;
        }
    }
}
