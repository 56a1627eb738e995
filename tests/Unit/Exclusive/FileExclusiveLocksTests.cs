using CxOne.Audit;
using CxOne.Errors;
using CxOne.Exclusive;
using CxOne.Tests.Support;

namespace CxOne.Tests.Exclusive;

public sealed class FileExclusiveLocksTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_name_has_one_holder_and_another_name_is_free()
    {
        var (first, second) = (Locks("build-1"), Locks("build-2"));
        var lease = await first.TryAcquireAsync("nightly", TimeSpan.Zero, CancellationToken.None);

        Assert.NotNull(lease);
        Assert.Null(await second.TryAcquireAsync("nightly", TimeSpan.Zero, CancellationToken.None));
        Assert.Equal("build-1", (await second.FindHolderAsync("nightly", CancellationToken.None))!.Machine);
        await using (var other = await second.TryAcquireAsync("Nightly", TimeSpan.Zero, CancellationToken.None))
        {
            Assert.NotNull(other);
        }

        await lease.DisposeAsync();
        Assert.Null(await second.FindHolderAsync("nightly", CancellationToken.None));
        await using var next = await second.TryAcquireAsync("nightly", TimeSpan.Zero, CancellationToken.None);
        Assert.NotNull(next);
    }

    [Fact]
    public async Task A_waiting_caller_gets_the_lock_when_it_is_released_and_sees_the_holder_before()
    {
        var log = new RecordingLog();
        var lease = await Locks("build-1").TryAcquireAsync("nightly", TimeSpan.Zero, CancellationToken.None);
        var waiting = ExclusiveUse.AcquireAsync(
            Locks("build-2"), "nightly", Timeout.InfiniteTimeSpan, TimeProvider.System, log, CancellationToken.None);

        await log.WaitForAsync("ana on build-1");
        Assert.False(waiting.IsCompleted);
        await lease!.DisposeAsync();

        await (await waiting.WaitAsync(Gate.Patience)).DisposeAsync();
    }

    [Fact]
    public async Task A_wait_that_is_too_long_ends_with_LockTimeout()
    {
        await using var lease = await Locks("build-1").TryAcquireAsync("nightly", TimeSpan.Zero, CancellationToken.None);

        var refused = await Assert.ThrowsAsync<CxException>(() => ExclusiveUse.AcquireAsync(
            Locks("build-2"), "nightly", TimeSpan.FromMilliseconds(150), TimeProvider.System, NullCxLog.Instance, CancellationToken.None));

        Assert.Equal(CxErrors.LockTimeout, refused.Definition);
    }

    [Theory]
    [InlineData("../../outside")]
    [InlineData("C:\\x|*?\"")]
    [InlineData("Ümläut / 名前")]
    public async Task Any_name_is_a_file_in_the_folder(string name)
    {
        await using var lease = await Locks("here").TryAcquireAsync(name, TimeSpan.Zero, CancellationToken.None);

        Assert.Equal(2, Directory.GetFiles(_folder.FullName).Length);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\nb")]
    public async Task A_name_that_a_message_cannot_show_is_refused(string name)
        => await Assert.ThrowsAsync<CxValidationException>(() => ExclusiveUse.AcquireAsync(
            Locks("here"), name, TimeSpan.Zero, TimeProvider.System, NullCxLog.Instance, CancellationToken.None));

    [Fact]
    public void Messages_match_their_snapshot() => MessageSnapshot.Verify(typeof(ExclusiveMessages));

    private FileExclusiveLocks Locks(string machine)
        => new(_folder.FullName, TimeProvider.System, new AuditOrigin("ana", machine, 4711));
}
