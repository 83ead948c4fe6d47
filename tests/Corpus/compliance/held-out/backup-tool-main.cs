// source: Microsoft Learn, Console apps (https://learn.microsoft.com/dotnet/core/tutorials/with-visual-studio-code)
// why: The class of a program may write to its console; the library class beside it writes to what it is given.
// expect: none

using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace Corpus.HeldOut.BackupToolMain;

public sealed class FolderCopy(TextWriter output)
{
    public async Task<int> RunAsync(DirectoryInfo from, DirectoryInfo to, CancellationToken cancellationToken)
    {
        var copied = 0;
        foreach (var file in from.EnumerateFiles())
        {
            cancellationToken.ThrowIfCancellationRequested();
            file.CopyTo(Path.Combine(to.FullName, file.Name), overwrite: true);
            await output.WriteLineAsync(file.Name.AsMemory(), cancellationToken);
            copied++;
        }

        return copied;
    }
}

internal static class BackupTool
{
    private static async Task<int> Main(string[] args)
    {
        if (args is not [var from, var to])
        {
            Console.Error.WriteLine("usage: backup FROM TO");
            return 2;
        }

        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) =>
        {
            pressed.Cancel = true;
            stop.Cancel();
        };

        var copied = await new FolderCopy(Console.Out).RunAsync(new DirectoryInfo(from), new DirectoryInfo(to), stop.Token);
        Console.WriteLine($"{copied} files");
        return 0;
    }
}
