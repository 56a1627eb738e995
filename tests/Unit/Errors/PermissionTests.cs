using CxOne.Connection;
using CxOne.Errors;
using CxOne.Ivr;
using CxOne.Tests.Support;

namespace CxOne.Tests.Errors;

[Collection(SharedSandbox.Collection)]
public sealed class PermissionTests : IAsyncLifetime, IDisposable
{
    private readonly SharedSandbox _sandbox;
    private readonly TempFolder _folder = new();

    public PermissionTests(SharedSandbox sandbox) => _sandbox = sandbox;

    public Task InitializeAsync() => _sandbox.ResetAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_403_names_the_scope_that_the_write_requires()
    {
        using var connection = await CxConnector.ConnectAsync(
            _sandbox.Options(_folder.FullName, "reader"), NullCxLog.Instance, CancellationToken.None).WaitAsync(Gate.Patience);
        var request = new IvrDeploymentRequest
        {
            IvrDefinitionId = ["ivr-main-menu"], TargetEnvironment = "production", SkipSimulation = true
        };
        var error = await Assert.ThrowsAsync<CxRequestException>(
            () => IvrDeployer.PublishAsync(connection, request, NullCxLog.Instance, CancellationToken.None).WaitAsync(Gate.Patience));

        Assert.Equal("PermissionDenied", error.ErrorId);
        Assert.Equal("ivr:deploy", error.RequiredScope);
        Assert.Contains("the scope 'ivr:deploy'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_object_is_named()
    {
        using var connection = await CxConnector.ConnectAsync(
            _sandbox.Options(_folder.FullName, "reader"), NullCxLog.Instance, CancellationToken.None).WaitAsync(Gate.Patience);
        var error = await Assert.ThrowsAsync<CxRequestException>(
            () => IvrDefinitions.GetAsync(connection, "no/such", NullCxLog.Instance, CancellationToken.None).WaitAsync(Gate.Patience));

        Assert.Equal("ObjectNotFound", error.ErrorId);
        Assert.Contains("'no/such'", error.Message, StringComparison.Ordinal);
        Assert.NotNull(error.RequestId);
    }
}
