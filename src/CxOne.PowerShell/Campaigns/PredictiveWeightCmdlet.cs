using System.Globalization;
using System.Management.Automation;
using System.Numerics;
using CxOne.Campaigns;
using CxOne.Connection;
using CxOne.PowerShell.Base;
using CxOne.PowerShell.Completion;

namespace CxOne.PowerShell.Campaigns;

/// <summary>The shared parameters of Test-CxPredictiveWeight and Set-CxPredictiveWeight.</summary>
public abstract class PredictiveWeightCmdlet : CxConnectedCmdlet
{
    private readonly ExactNames<Campaign> _names = new(ObjectSources.Campaigns);

    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CampaignCompleter))]
    public string? CampaignId { get; set; }

    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AlgorithmCompleter))]
    public string AlgorithmId { get; set; } = string.Empty;

    [Parameter(Mandatory = true, Position = 2)]
    [ValidateNotNull]
    [PredictiveWeights]
    public PredictiveWeightTable Weight { get; set; } = new();

    [Parameter]
    [StrictNumber]
    public double? ValidationSplit { get; set; }

    [Parameter]
    [StrictNumber]
    public double? MaxDeviation { get; set; }

    [Parameter]
    [StrictNumber]
    public double? ConvergenceThreshold { get; set; }

    /// <summary>A campaign as Get-CxCampaign read it. Later changes of other clients are merged or reported as conflicts.</summary>
    [Parameter(ValueFromPipeline = true)]
    [ValidateNotNull]
    public Campaign? InputObject { get; set; }

    [Parameter]
    public SwitchParameter Force { get; set; }

    [Parameter]
    [ValidateNotNull]
    public string[] IgnoreColumn { get; set; } = [];

    /// <summary>Replaces the name of the campaign by its id, unless the campaign was piped.</summary>
    private protected async Task<PredictiveWeightRequest> WithIdAsync(
        CxConnection connection, PredictiveWeightRequest request, CxPipeline pipeline, CancellationToken token)
        => InputObject is not null
            ? request
            : request with
            {
                CampaignId = await _names.ResolveAsync(connection, request.CampaignId, pipeline, token).ConfigureAwait(false)
            };

    /// <summary>The request, and sentences about inputs that cannot be part of it.</summary>
    private protected (PredictiveWeightRequest Request, IReadOnlyList<string> Unreadable) ReadRequest()
    {
        ForgetTenantMembers(InputObject is null ? null : PSObject.AsPSObject(InputObject));
        var (named, unknown) = PredictiveWeightRequest.WeightColumns.Match(JsonObjects.Members(Weight.Entries), IgnoreColumn);
        List<string> unreadable = [.. unknown];
        Dictionary<string, double> weights = new(StringComparer.Ordinal);
        foreach (var (key, value) in named)
        {
            if (Number(value) is { } number)
            {
                weights[key] = number;
            }
            else
            {
                // pwsh makes a list of 0,35.
                var text = value is System.Collections.IEnumerable list and not string
                    ? string.Join(",", list.Cast<object?>())
                    : value?.ToString();
                unreadable.Add(CampaignCmdletMessages.WeightNotANumber(key, text));
            }
        }

        var id = CampaignId ?? InputObject?.Id ?? Local.Variable("TARGET_CAMPAIGN_ID") ?? string.Empty;
        if (InputObject is not null && InputObject.Id != id)
        {
            unreadable.Add(CampaignCmdletMessages.OtherCampaignPiped(id, InputObject.Id));
        }

        var request = new PredictiveWeightRequest
        {
            CampaignId = id,
            Base = InputObject,
            AlgorithmId = AlgorithmId,
            Weights = weights,
            ValidationSplit = ValidationSplit,
            MaxDeviation = MaxDeviation,
            ConvergenceThreshold = ConvergenceThreshold,
            Force = Force,
        };
        return (request, unreadable);
    }

    private static double? Number(object? value) => value switch
    {
        string text => double.TryParse(
            text.Trim(),
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
            CultureInfo.InvariantCulture,
            out var number)
            ? number
            : null,
        // The shortest number that is read as the same float: 0.12 as single precision is not 0.11999999731779099.
        float single => double.Parse(single.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture),
        BigInteger large => (double)large,
        double or decimal or sbyte or byte or short or ushort or int or uint or long or ulong => Convert.ToDouble(
            value, CultureInfo.InvariantCulture),
        _ => null,
    };
}
