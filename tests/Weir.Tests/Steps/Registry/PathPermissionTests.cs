using Weir.Tests.Generation;

namespace Weir.Tests.Steps.Registry;

/// <summary>The folder of a workflow with <c>data</c>, beside a folder <c>outside</c> that it must not reach.</summary>
public sealed class PathPermissionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public PathPermissionTests()
    {
        _folder.Write("flow/data/a.txt", "a");
        _folder.Write("flow/secret.txt", "s");
        _folder.Write("outside/b.txt", "b");
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("data")]
    [InlineData("data/")]
    [InlineData("./data/a.txt")]
    [InlineData("data/new/deep.txt")]
    [InlineData("data/../data/a.txt")]
    public void Covers_AFolderAndAllBelow_IsTrue(string path) => Assert.True(Covers("data/", path));

    [Theory]
    [InlineData("secret.txt")]
    [InlineData("data/../secret.txt")]
    [InlineData("data/../../outside/b.txt")]
    [InlineData("database")]
    [InlineData("data.txt")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("/etc/passwd")]
    [InlineData("data/a.txt\0.png")]
    [InlineData("Data/a.txt")]
    public void Covers_WhatIsNotBelow_IsFalse(string path) => Assert.False(Covers("data", path));

    [Fact]
    public void Covers_AFile_IsThatFileAlone()
    {
        Assert.True(Covers("data/a.txt", "data/a.txt"));
        Assert.False(Covers("data/a.txt", "data/a.txt2"));
        Assert.False(Covers("data/a.txt", "data"));
    }

    [Theory]
    [InlineData("data/out", "data/out/b.txt")]
    [InlineData("data/out", "data/out/new/c.txt")]
    [InlineData("data/out", "data/./out/../out/b.txt")]
    public void Covers_ALinkThatLeadsOut_IsFalse(string link, string path)
    {
        Link(link, _folder.Below("outside"));
        Assert.False(Covers("data", path));
    }

    [Fact]
    public void Covers_ALinkToALinkThatLeadsOut_IsFalse()
    {
        Link("data/second", "../first");
        Link("first", "../outside");
        Assert.False(Covers("data", "data/second/b.txt"));
    }

    [Fact]
    public void Covers_ALinkOfAFileThatDoesNotExist_LooksWhereItLeads()
    {
        Link("data/new.txt", "../../outside/new.txt");
        Assert.False(Covers("data", "data/new.txt"));
    }

    [Fact]
    public void Covers_ALinkThatStaysInside_IsTrue()
    {
        Link("data/same.txt", "a.txt");
        Assert.True(Covers("data", "data/same.txt"));
    }

    [Fact]
    public void Covers_AnEntryThatIsALink_AllowsWhereItLeads()
    {
        Link("linked", _folder.Below("outside"));
        Assert.True(Covers("linked", "linked/b.txt"));
        Assert.True(Covers("linked", _folder.Below("outside", "b.txt")));
    }

    [Fact]
    public void Refusal_OfLinksInACircle_SaysSo()
    {
        Link("data/one", "two");
        Link("data/two", "one");
        Assert.Contains("goes through more than 40 links", Access("data").Refusal(PermissionKind.Read, "data/one/x"), StringComparison.Ordinal);
    }

    [Fact]
    public void Refusal_OfAPath_NamesThePermission() =>
        Assert.Equal(
            "Reading 'secret.txt' is not permitted; add 'read: [ secret.txt ]' to 'permissions', or give --allow read=secret.txt.",
            Access("data").Refusal(PermissionKind.Read, "secret.txt"));

    [Fact]
    public void Refusal_OfAWrite_IsNotLiftedByARead() =>
        Assert.StartsWith("Writing 'data/a.txt'", Access("data").Refusal(PermissionKind.Write, "data/a.txt"), StringComparison.Ordinal);

    [Fact]
    public void PathToRead_ThroughALink_IsWhereItLeads()
    {
        Link("data/same.txt", "a.txt");
        Assert.Equal(RealPath.Of(_folder.Below("flow", "data", "a.txt")), Access("data").PathToRead("data/same.txt"));
    }

    [Theory]
    [InlineData("secret.txt")]
    [InlineData("a\0b")]
    public void PathToRead_OfWhatIsNotCovered_Throws(string path) =>
        Assert.Throws<PermissionDeniedException>(() => Access("data").PathToRead(path));

    [Fact]
    public void PathOfPart_InTheFolder_NeedsNoPermission() =>
        Assert.Equal(RealPath.Of(_folder.Below("flow", "secret.txt")), Access("data").PathOfPart("data/../secret.txt"));

    [Fact]
    public void PathOfPart_OutOfTheFolder_Throws()
    {
        Link("out", "../outside");
        Assert.Throws<PermissionDeniedException>(() => Access("data").PathOfPart("out/b.txt"));
        Assert.Throws<PermissionDeniedException>(() => Access("data").PathOfPart("../outside/b.txt"));
        Assert.Throws<PermissionDeniedException>(() => Access("data").PathOfPart("../flow2"));
        Assert.Throws<PermissionDeniedException>(() => Access("data").PathOfPart("a\0b"));
    }

    [Fact]
    public void Covers_ACommand_IsThatWordAlone()
    {
        var set = new PermissionSet().With(PermissionKind.Shell, "git");
        Assert.True(set.Covers(PermissionKind.Shell, "git", "/"));
        Assert.All(["Git", "git ", "./git", "/usr/bin/git", "git2", ""], command => Assert.False(set.Covers(PermissionKind.Shell, command, "/")));
    }

    [Fact]
    public void Entries_AreThoseThatWereAdded()
    {
        var set = new PermissionSet().With(PermissionKind.Read, "a").With(PermissionKind.Shell, "git").With(PermissionKind.Read, "b");
        Assert.Equal([(PermissionKind.Read, "a"), (PermissionKind.Read, "b"), (PermissionKind.Shell, "git")], set.Entries);
        Assert.Throws<ArgumentException>(() => set.With(PermissionKind.Read, " "));
    }

    private bool Covers(string entry, string path) =>
        new PermissionSet().With(PermissionKind.Read, entry).Covers(PermissionKind.Read, path, _folder.Below("flow"));

    private StepAccess Access(string entry) => new(_folder.Below("flow"), new PermissionSet().With(PermissionKind.Read, entry));

    private void Link(string path, string target)
    {
        // Whether a link is one of a file or of a folder matters to Windows alone.
        var isFile = Path.HasExtension(path);
        _ = isFile ? (FileSystemInfo)File.CreateSymbolicLink(_folder.Below("flow", path), target) : Directory.CreateSymbolicLink(_folder.Below("flow", path), target);
    }
}
