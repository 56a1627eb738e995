using System.Management.Automation;
using System.Text;
using System.Text.Json;
using CxOne.Connection;
using CxOne.Errors;
using CxOne.PowerShell.Base;
using CxOne.Rest;

namespace CxOne.PowerShell.Http;

/// <summary>Calls any path of the tenant with the module's token, retries, request budget, paging and redaction.</summary>
[ApiFamily]
[Cmdlet(VerbsLifecycle.Invoke, "CxRestMethod", SupportsShouldProcess = true)]
[OutputType(typeof(PSObject))]
public sealed class InvokeCxRestMethodCommand : CxConnectedCmdlet
{
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = string.Empty;

    [Parameter]
    [ValidateSet("GET", "POST", "PUT", "PATCH", "DELETE")]
    public string Method { get; set; } = "GET";

    [Parameter(ValueFromPipeline = true)]
    [AllowNull]
    public object? Body { get; set; }

    [Parameter]
    public SwitchParameter AllPages { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var connection = Tenant;
        var call = Guard(() =>
            new CxRestCall { Method = new HttpMethod(Method.ToUpperInvariant()), Path = Path, Body = BodyBytes(), AllPages = AllPages });

        // Checked before the user is asked, so that -WhatIf shows no call that would be refused.
        if (call.IsWrite && !IsValid(call, connection))
        {
            return;
        }

        if (call.IsWrite && !ShouldProcess(HttpCmdletMessages.Target(connection.BaseUri.Host, CxRestCall.Shown(Path)), call.Method.Method))
        {
            return;
        }

        Run(async (pipeline, token) =>
        {
            await foreach (var page in call.RunAsync(connection, pipeline, token).ConfigureAwait(false))
            {
                await pipeline.WriteAsync(page.Items.Cast<object>()).ConfigureAwait(false);
                if (!AllPages && page.Items.Count == 1 && call.BatchFailure(connection, page.Items[0]) is { } failure)
                {
                    await pipeline.WriteErrorAsync(ErrorRecords.From(failure, Path)).ConfigureAwait(false);
                }
            }
        });
    }

    private bool IsValid(CxRestCall call, CxConnection connection)
    {
        try
        {
            call.Validate(connection);
            return true;
        }
        catch (CxException exception)
        {
            WriteError(ErrorRecords.From(exception, null));
            return false;
        }
    }

    private ReadOnlyMemory<byte>? BodyBytes()
    {
        var value = JsonObjects.Bare(Body);
        try
        {
            switch (value)
            {
                case null:
                    return null;
                case byte[] bytes:
                    return bytes;
                case string given:
                    // Text must be JSON. It is checked here, before it is sent. The text of a file may begin with a byte order mark.
                    var text = given.TrimStart('\uFEFF');
                    using (JsonDocument.Parse(text))
                    {
                        return Encoding.UTF8.GetBytes(text);
                    }

                default:
                    List<string> remarks = [];
                    var json = JsonObjects.ToJson(Body, remarks);
                    remarks.ForEach(WriteWarning);
                    return json;
            }
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            throw new CxValidationException([HttpCmdletMessages.BodyNotJson(exception.Message)], Path);
        }
    }
}
